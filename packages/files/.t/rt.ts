import { basename } from 'node:path'
import { DIGITAL_SOURCE_TYPES, readPicture, writePicture } from '@revelado/files'

const t: Record<string, number> = {}
for (const f of process.argv.slice(2)) {
  const r = await readPicture(f)
  console.log(
    basename(f),
    r.raster.width,
    r.raster.height,
    r.raster.depth,
    JSON.stringify({
      ...r.metadata,
      path: undefined,
      exif: r.metadata.exif?.length,
      xmp: r.metadata.xmp?.length,
      iptc: r.metadata.iptc?.length,
      alpha: !!r.metadata.alpha,
    }),
    !!r.infrared,
    r.warnings.map((w) => w.code).join(),
  )
  for (const e of ['jpg', 'png', 'webp', 'tif']) {
    const w = await writePicture(`/tmp/o/${basename(f)}.${e}`, r.raster, {
      metadata: r.metadata,
      overwrite: true,
      digitalSourceType: DIGITAL_SOURCE_TYPES.enhanced,
      software: 'revelado 0.1.0',
    })
    const b = await readPicture(w.path)
    let d = 0
    for (let i = 0; i < b.raster.data.length; i++)
      d = Math.max(
        d,
        Math.abs(b.raster.data[i] / (b.raster.depth === 16 ? 65535 : 255) - r.raster.data[i] / (r.raster.depth === 16 ? 65535 : 255)),
      )
    console.log('  ', e, w.warnings.map((w) => w.code).join(), b.raster.depth, b.metadata.grey, 'maxdiff', d.toFixed(6))
  }
}
