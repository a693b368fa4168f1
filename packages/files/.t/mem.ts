import { readPicture, writePicture } from '@revelado/files'
import { readFileSync } from 'node:fs'
const hwm = () => /VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status','utf8'))![1]
console.log('start', hwm())
const t0=performance.now(); const r = await readPicture(process.argv[2]); console.log('read', hwm(), Math.round(performance.now()-t0),'ms', r.raster.width, r.raster.height, r.raster.depth, r.metadata.profile)
const t1=performance.now(); await writePicture(process.argv[3], r.raster, {metadata: r.metadata, overwrite:true}); console.log('write', hwm(), Math.round(performance.now()-t1),'ms')
