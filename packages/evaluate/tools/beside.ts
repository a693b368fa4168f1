// Pictures as they are, as the predecessor's network gives them back, and as one or more models do, side by side.
//   npx tsx packages/evaluate/tools/beside.ts PICTURES… -o OUT.jpg [--peers DIR] [--model DIR]… [--complement PICTURE] [--long 256]
import { parseArgs } from 'node:util'
import { type Picture, rasterToPicture, resizeArea, toBytes } from '@revelado/core'
import { readPicture } from '@revelado/files'
import sharp from 'sharp'
import { complement } from '../src/baselines/complement.ts'
import { openModel, restorerOf } from '../src/model-restorer.ts'
import { loadPredecessor } from '../src/peers/predecessor.ts'

const GAP = 4

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string', short: 'o' },
    peers: { type: 'string' },
    model: { type: 'string', multiple: true, default: [] },
    /** A positive whose values are turned round first: what the predecessor called a negative. */
    complement: { type: 'string' },
    long: { type: 'string', default: '256' },
  },
})
if (!values.out || (positionals.length === 0 && !values.complement)) {
  console.error('usage: beside.ts PICTURES… -o OUT.jpg [--peers DIR] [--model DIR]… [--complement PICTURE] [--long PIXELS]')
  process.exit(2)
}
const long = Number(values.long)

async function small(path: string): Promise<Picture> {
  const picture = rasterToPicture((await readPicture(path)).raster)
  const scale = Math.min(1, long / Math.max(picture.width, picture.height))
  return resizeArea(picture, Math.round(scale * picture.width), Math.round(scale * picture.height))
}

const inputs: Picture[] = values.complement ? [complement(await small(values.complement))] : []
for (const path of positionals) inputs.push(await small(path))
const peer = values.peers ? await loadPredecessor(values.peers) : undefined
const models = await Promise.all(values.model.map(async (folder) => restorerOf(await openModel(folder))))

const rows: Picture[][] = []
for (const input of inputs) {
  const row = [input]
  if (peer) row.push(await peer.restore(input))
  for (const restore of models) row.push((await restore(input, {})).picture)
  rows.push(row)
}
const heights = rows.map(([{ height }]) => height)
const tops = heights.map((_, i) => heights.slice(0, i).reduce((sum, height) => sum + height + GAP, 0))
await sharp({
  create: {
    width: rows[0].length * (long + GAP) - GAP,
    height: tops[tops.length - 1] + heights[heights.length - 1],
    channels: 3,
    background: '#fff',
  },
})
  .composite(
    rows.flatMap((row, i) =>
      row.map((picture, j) => ({
        input: Buffer.from(toBytes(picture)),
        raw: { width: picture.width, height: picture.height, channels: 3 as const },
        left: j * (long + GAP),
        top: tops[i],
      })),
    ),
  )
  .jpeg({ quality: 88, chromaSubsampling: '4:4:4' })
  .toFile(values.out)
