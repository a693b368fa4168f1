import { readPicture, writePicture } from '@revelado/files'

for (const f of process.argv.slice(2)) {
  const r = await readPicture(f)
  console.log(f, r.raster.width, r.raster.height, r.raster.depth, r.raster.data.length, r.metadata.tagged)
  for (const e of ['jpg', 'png', 'webp', 'tif'])
    console.log(await writePicture('/tmp/o/x.' + e, r.raster, { metadata: r.metadata, overwrite: true }))
}
