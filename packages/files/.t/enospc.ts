import { readPicture, writePicture, noteResult } from '@revelado/files'
import { readdirSync } from 'node:fs'
const r = await readPicture('/work/shared/testsets/real/negatives/amoslu_simple-inversion__hongkong_NEG.jpg')
for (const e of ['jpg','tif']) await writePicture('/tmp/small/r/x.'+e, r.raster, {metadata:r.metadata}).catch(e=>console.log(e.code, e.message))
console.log(readdirSync('/tmp/small'), readdirSync('/tmp/small/r'))
