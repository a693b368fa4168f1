import { writePicture } from '@revelado/files'
import sharp from 'sharp'
const w=6000,h=4000; const d=new Uint16Array(w*h*3); for(let i=0;i<d.length;i++) d[i]=((i*2654435761)>>>20)+((i%w)*8)
await writePicture('/tmp/big16.tif',{width:w,height:h,depth:16,data:d},{overwrite:true})
const d8=new Uint8Array(w*h*3); for(let i=0;i<d.length;i++) d8[i]=d[i]>>8
await writePicture('/tmp/big8.jpg',{width:w,height:h,depth:8,data:d8},{overwrite:true})
await sharp('/tmp/big8.jpg').withMetadata({orientation:6, icc:'p3'}).jpeg().toFile('/tmp/big8o6p3.jpg')
