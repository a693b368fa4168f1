// Makes docs/examples.jpg: every picture of examples/, before and after, by the shipped model.
//   npx tsx packages/cli/tools/examples.ts [MODEL]
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { open, type Raster, readPicture } from '../src/index.ts'

const CELL = 420
const GAP = 8
const root = fileURLToPath(new URL('../../..', import.meta.url))
const examples = join(root, 'examples')

function cell(raster: Raster): Promise<Buffer> {
  const bytes = raster.depth === 8 ? raster.data : Uint8Array.from(raster.data, (v) => v >> 8)
  return sharp(bytes, { raw: { width: raster.width, height: raster.height, channels: 3 } })
    .resize(CELL, CELL, { fit: 'contain', background: '#ffffff' })
    .png()
    .toBuffer()
}

const model = await open({ model: process.argv[2] })
const cells: Buffer[][] = []
for (const file of readdirSync(examples).filter((name) => name.endsWith('.jpg'))) {
  const { raster } = await readPicture(join(examples, file))
  const { raster: restored } = await model.restore(raster)
  cells.push([await cell(raster), await cell(restored)])
}
await model.close()
await sharp({ create: { width: cells.length * (CELL + GAP) - GAP, height: 2 * CELL + GAP, channels: 3, background: '#ffffff' } })
  .composite(cells.flatMap((pair, x) => pair.map((input, y) => ({ input, left: x * (CELL + GAP), top: y * (CELL + GAP) }))))
  .jpeg({ quality: 88, chromaSubsampling: '4:4:4' })
  .toFile(join(root, 'docs', 'examples.jpg'))
