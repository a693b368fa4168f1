import { createPicture, Random } from '@revelado/core'
import { drawNegative, makeNegative } from './src/film/index.ts'
const p = createPicture(200,300)
const r = new Random(3)
for (let i=0;i<p.data.length;i++) p.data[i]=Math.round((.5+.45*Math.sin(i%200/30)*Math.sin(i/200/37)+.04*r.uniform())*255)/255
const res:number[]=[];const kind = process.argv[2] as 'colour'
const cal=()=>{const t=performance.now();let s=0;for(let i=0;i<1.5e6;i++){s=(Math.imul(s,1103515245)+i)|0};return performance.now()-t+(s===1?1:0)}
for(let i=0;i<300;i++){ const q=drawNegative(new Random(kind+i),{kind}); const par={...q,border:null,edits:[],scanner:{...q.scanner,jpeg:null}}; makeNegative(p,par)
 if(i>60){const u=process.cpuUsage();makeNegative(p,par);res.push(process.cpuUsage(u).user/1000)}}
res.sort((a,b)=>a-b);console.log(kind,'user ms: min',res[0]?.toFixed(1),'10%',res[res.length/10|0].toFixed(1),'median',res[res.length>>1]?.toFixed(1))