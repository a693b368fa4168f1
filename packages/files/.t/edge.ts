import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { readHeader, readPicture, writePicture } from '@revelado/files'
import sharp from 'sharp'

mkdirSync('/tmp/e', { recursive: true })
const w = 64,
  h = 48
const raw = Buffer.alloc(w * h * 3)
for (let i = 0; i < raw.length; i++) raw[i] = (i * 7 + ((i / 3 / w) | 0) * 3) % 256
const S = () => sharp(raw, { raw: { width: w, height: h, channels: 3 } })
async function tryRead(name: string, o = {}) {
  try {
    const r = await readPicture(name, o)
    console.log(
      name,
      r.raster.width,
      r.raster.height,
      r.raster.depth,
      Array.from(r.raster.data.slice(0, 6)).join(),
      JSON.stringify({
        ...r.metadata,
        path: undefined,
        exif: r.metadata.exif?.length,
        xmp: r.metadata.xmp?.length,
        alpha: !!r.metadata.alpha,
      }),
      !!r.infrared,
      r.warnings.map((x) => x.code).join(),
    )
    return r
  } catch (e: any) {
    console.log(name, '!!', e.code, e.message, e.cause ? '<' + e.cause.message.replace(/\n/g, ' | ') + '>' : '')
  }
}
for (const f of ['jpeg', 'png', 'webp', 'tiff'] as const) {
  const b = await S()[f]().toBuffer()
  for (const share of [0.05, 0.3, 0.6, 0.97]) {
    const n = `/tmp/e/trunc-${share}.${f}`
    writeFileSync(n, b.subarray(0, Math.floor(b.length * share)))
    await tryRead(n)
  }
  const c = Buffer.from(b)
  for (let i = Math.floor(b.length * 0.6); i < b.length * 0.65; i++) c[i] ^= 0x5a
  writeFileSync(`/tmp/e/corrupt.${f}`, c)
  await tryRead(`/tmp/e/corrupt.${f}`)
}
await S().toColourspace('cmyk').jpeg().toFile('/tmp/e/cmyk.jpg')
await tryRead('/tmp/e/cmyk.jpg')
await S().toColourspace('cmyk').withIccProfile('cmyk').tiff().toFile('/tmp/e/cmyk.tif')
await tryRead('/tmp/e/cmyk.tif')
await S().toColourspace('lab').tiff().toFile('/tmp/e/lab.tif')
await tryRead('/tmp/e/lab.tif')
console.log(await sharp('/tmp/e/lab.tif').metadata())
await sharp('/tmp/e/lab.tif')
  .raw()
  .toBuffer()
  .then((b) => console.log('lab raw', b.subarray(0, 6)))
console.log('src', raw.subarray(0, 6))
await S().png({ palette: true, colours: 8 }).toFile('/tmp/e/pal.png')
await tryRead('/tmp/e/pal.png')
await S().greyscale().toColourspace('b-w').png({}).toFile('/tmp/e/grey.png')
await tryRead('/tmp/e/grey.png')
if (0) await S().threshold().tiff({ bitdepth: 1, compression: 'ccittfax4' }).toFile('/tmp/e/fax.tif')
await S().ensureAlpha(0.5).png().toFile('/tmp/e/alpha.png')
await tryRead('/tmp/e/alpha.png')
await sharp(Buffer.concat([raw, raw]), { raw: { width: w, height: 2 * h, channels: 3, pageHeight: h } } as any)
  .webp({ loop: 0, delay: [100, 100] })
  .toFile('/tmp/e/anim.webp')
await tryRead('/tmp/e/anim.webp')
await sharp(Buffer.concat([raw, raw]), { raw: { width: w, height: 2 * h, channels: 3, pageHeight: h } } as any)
  .tiff()
  .toFile('/tmp/e/two.tif')
await tryRead('/tmp/e/two.tif')
await S().gif().toFile('/tmp/e/a.gif')
await tryRead('/tmp/e/a.gif')
await S().withMetadata({ orientation: 6 }).jpeg({ quality: 100 }).toFile('/tmp/e/o6.jpg')
await tryRead('/tmp/e/o6.jpg')
await sharp({ create: { width: 14000, height: 14000, channels: 3, background: '#fff' }, limitInputPixels: false })
  .png({ compressionLevel: 9 })
  .toFile('/tmp/e/bomb.png')
await tryRead('/tmp/e/bomb.png')
writeFileSync('/tmp/e/empty.jpg', '')
await tryRead('/tmp/e/empty.jpg')
writeFileSync('/tmp/e/text.jpg', 'hello')
await tryRead('/tmp/e/text.jpg')
await tryRead('/tmp/e')
await tryRead('/tmp/none.jpg')
await tryRead('/dev/zero')
await sharp(Buffer.from([1, 2, 3]), { raw: { width: 1, height: 1, channels: 3 } })
  .png()
  .toFile('/tmp/e/one.png')
await tryRead('/tmp/e/one.png')
await S()
  .png()
  .toFile('/tmp/e/odd.png[1]')
  .catch((e) => console.log(e.message))
writeFileSync('/tmp/e/odd[1]', await S().png().toBuffer())
await tryRead('/tmp/e/odd[1]')
// stale
await sharp({ create: { width: 10, height: 10, channels: 3, background: '#f00' } })
  .png()
  .toFile('/tmp/e/stale.png')
await tryRead('/tmp/e/stale.png')
await sharp({ create: { width: 10, height: 10, channels: 3, background: '#0f0' } })
  .png()
  .toFile('/tmp/e/stale.png')
await tryRead('/tmp/e/stale.png')
await S().tiff({}).toFile('/tmp/e/s.tif')
const f32 = Buffer.from(Float32Array.from({ length: w * h * 3 }, () => 0.5).buffer)
await sharp(f32, { raw: { width: w, height: h, channels: 3, depth: 'float' } } as any)
  .toColourspace('scrgb')
  .tiff({})
  .toFile('/tmp/e/float.tif')
  .catch((e) => console.log(e.message))
await tryRead('/tmp/e/float.tif')
