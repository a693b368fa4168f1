// Makes docs/failures.jpg: where the shipped model fails on pictures of examples/, before and after, at full size or near it.
//   npx tsx packages/cli/tools/failures.ts [MODEL]
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'
import { open, type Raster, type RestoreOptions, readPicture } from '../src/index.ts'

const CELL = 400
const GAP = 8
const root = fileURLToPath(new URL('../../..', import.meta.url))

/** A square of a picture: its middle, and its side, as shares of the picture's width, height and shorter side. */
interface Failure {
  readonly file: string
  readonly x: number
  readonly y: number
  readonly side: number
  readonly options?: RestoreOptions
}

/** In the order of docs/model-card.md. */
const FAILURES: readonly Failure[] = [
  { file: 'damaged-print.jpg', x: 0.5, y: 0.3, side: 0.6 },
  { file: 'damaged-print.jpg', x: 0.5, y: 0.3, side: 0.6, options: { damage: 'on' } },
  { file: 'black-and-white-negative.jpg', x: 0.5, y: 0.5, side: 1 },
  { file: 'black-and-white-print.jpg', x: 0.5, y: 0.6, side: 0.8 },
  { file: 'colour-negative.jpg', x: 0.4, y: 0.75, side: 0.5 },
]

function cell({ width, height, depth, data }: Raster, { x, y, side }: Failure): Promise<Buffer> {
  const bytes = depth === 8 ? data : Uint8Array.from(data, (v) => v >> 8)
  const length = Math.round(side * Math.min(width, height))
  const from = (middle: number, whole: number): number => Math.round(Math.min(whole - length, Math.max(0, middle * whole - length / 2)))
  return sharp(bytes, { raw: { width, height, channels: 3 } })
    .extract({ left: from(x, width), top: from(y, height), width: length, height: length })
    .resize(CELL, CELL)
    .png()
    .toBuffer()
}

const model = await open({ model: process.argv[2] })
const cells: Buffer[][] = []
for (const failure of FAILURES) {
  const { raster } = await readPicture(join(root, 'examples', failure.file))
  const { raster: restored } = await model.restore(raster, failure.options)
  cells.push([await cell(raster, failure), await cell(restored, failure)])
}
await model.close()
await sharp({ create: { width: cells.length * (CELL + GAP) - GAP, height: 2 * CELL + GAP, channels: 3, background: '#ffffff' } })
  .composite(cells.flatMap((pair, x) => pair.map((input, y) => ({ input, left: x * (CELL + GAP), top: y * (CELL + GAP) }))))
  .jpeg({ quality: 86, chromaSubsampling: '4:4:4' })
  .toFile(join(root, 'docs', 'failures.jpg'))
