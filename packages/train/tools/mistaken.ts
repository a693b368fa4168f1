// Which training photographs a model is wrong about though nothing is wrong with them: those that LOOK takes for negatives, as they are
// or made grey, or those in which FIND sees a mark. A file for the key `often` of a configuration.
//   npx tsx packages/train/tools/mistaken.ts MODEL -o FILE [--part look] [--colour 0.4] [--grey 0.5]
//   npx tsx packages/train/tools/mistaken.ts MODEL -o FILE --part find [--pixels 16]
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { find, judge } from '@revelado/model'
import type { Kind } from '@revelado/synth'
import { fromArray, noGrad, scope, setThreads } from '@revelado/torch'
import { cacheFolder } from '../src/data/cache-folder.ts'
import { cachedPictures, PictureStore } from '../src/data/pictures.ts'
import { modelWeights } from '../src/export.ts'
import type { Batch, BatchShape } from '../src/feed/batch.ts'
import { drawEach, usable } from '../src/feed/draw.ts'
import { libtorchOps, Parameters } from '../src/libtorch.ts'
import { lookTensors } from '../src/stages/look.ts'

const COUNT = 64
const SIDE = 128
const DECISIONS = 4

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string', short: 'o' },
    part: { type: 'string', default: 'look' },
    pixels: { type: 'string', default: '16' },
    colour: { type: 'string', default: '0.4' },
    grey: { type: 'string', default: '0.5' },
    threads: { type: 'string', default: '2' },
  },
})
if (positionals.length !== 1 || !values.out || !['look', 'find'].includes(values.part)) {
  console.error('usage: mistaken.ts MODEL -o FILE [--part look|find] [--colour P] [--grey P] [--pixels N] [--threads N]')
  process.exit(2)
}
setThreads(Number(values.threads))
const live = new Parameters(1, 'cpu')
const card = JSON.parse(readFileSync(join(positionals[0], 'card.json'), 'utf8'))
for (const [name, { shape, data }] of modelWeights(positionals[0])) live.set(name, data, shape)
const cache = join(cacheFolder(), 'pictures')
const store = new PictureStore(cache)
const photographs = usable(cachedPictures(cache), SIDE).filter(({ role }) => role === 'train')

/** Undamaged pictures of one kind, as FIND or LOOK learn from them. */
function batchOf(kind: Kind, from: number, more: Pick<BatchShape, 'finds'> = {}): Batch {
  const kinds = { 'colour-negative': 0, 'bw-negative': 0, bw: 0, colour: 0, [kind]: 1 }
  const mixture = { kinds, severities: { clean: 1, light: 0, heavy: 0 }, mounted: 0, inverted: 0 }
  return drawEach(store, photographs, { count: COUNT, canvas: SIDE, look: SIDE, tile: SIDE, tiles: 0, mixture, ...more }, 'mistaken', from)
}

/** LOOK's probability that each of them is a negative. */
function negatives(kind: Kind, from: number): number[] {
  const { picture, told: lost, hints } = lookTensors(batchOf(kind, from))
  const switches = fromArray(new Float32Array(DECISIONS * COUNT).fill(-1), [COUNT, DECISIONS])
  const { probabilities } = judge(libtorchOps(live), { picture, lost, hints, switches }, card.look)
  return [...probabilities.toFloat32Array()].filter((_, i) => i % DECISIONS === 0)
}

/** Pixels of each in which FIND rather sees a mark than not. */
function marked(kind: Kind, from: number): number[] {
  const { picture } = lookTensors(batchOf(kind, from, { finds: true }))
  const hidden = find(libtorchOps(live), { picture }, card.find).hidden.toFloat32Array()
  return Array.from({ length: COUNT }, (_, i) => hidden.subarray(SIDE * SIDE * i, SIDE * SIDE * (i + 1)).filter((p) => p >= 0.5).length)
}

const limits: readonly (readonly [Kind, number])[] =
  values.part === 'find'
    ? [
        ['colour', Number(values.pixels)],
        ['bw', Number(values.pixels)],
      ]
    : [
        ['colour', Number(values.colour)],
        ['bw', Number(values.grey)],
      ]
const wrong = values.part === 'find' ? marked : negatives
const mistaken = new Set<string>()
for (let from = 0; from < photographs.length; from += COUNT) {
  for (const [kind, limit] of limits)
    for (const [i, much] of noGrad(() => scope(() => wrong(kind, from))).entries())
      if (from + i < photographs.length && much > limit) mistaken.add(photographs[from + i].hash)
  process.stderr.write(`\r${Math.min(from + COUNT, photographs.length)} of ${photographs.length}, ${mistaken.size} mistaken`)
}
process.stderr.write('\n')
store.close()
writeFileSync(values.out, `${[...mistaken].join('\n')}\n`)
