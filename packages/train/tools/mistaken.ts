// Which training photographs LOOK takes for negatives, as they are or made grey: a file for the key `often` of a configuration.
//   npx tsx packages/train/tools/mistaken.ts MODEL -o FILE [--colour 0.4] [--grey 0.5]
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { judge } from '@revelado/model'
import type { Kind } from '@revelado/synth'
import { fromArray, noGrad, scope, setThreads } from '@revelado/torch'
import { cacheFolder } from '../src/data/cache-folder.ts'
import { cachedPictures, PictureStore } from '../src/data/pictures.ts'
import { modelWeights } from '../src/export.ts'
import type { BatchShape } from '../src/feed/batch.ts'
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
    colour: { type: 'string', default: '0.4' },
    grey: { type: 'string', default: '0.5' },
    threads: { type: 'string', default: '2' },
  },
})
if (positionals.length !== 1 || !values.out) {
  console.error('usage: mistaken.ts MODEL -o FILE [--colour P] [--grey P] [--threads N]')
  process.exit(2)
}
setThreads(Number(values.threads))
const live = new Parameters(1, 'cpu')
for (const [name, { shape, data }] of modelWeights(positionals[0])) live.set(name, data, shape)
const cache = join(cacheFolder(), 'pictures')
const store = new PictureStore(cache)
const photographs = usable(cachedPictures(cache), SIDE).filter(({ role }) => role === 'train')

/** LOOK's probability that each of a batch of undamaged pictures is a negative. */
function negatives(kind: Kind, from: number): number[] {
  const kinds = { 'colour-negative': 0, 'bw-negative': 0, bw: 0, colour: 0, [kind]: 1 }
  const mixture = { kinds, severities: { clean: 1, light: 0, heavy: 0 }, mounted: 0, inverted: 0 }
  const shape: BatchShape = { count: COUNT, canvas: SIDE, look: SIDE, tile: SIDE, tiles: 0, mixture }
  const { picture, told: lost, hints } = lookTensors(drawEach(store, photographs, shape, 'mistaken', from))
  const switches = fromArray(new Float32Array(DECISIONS * COUNT).fill(-1), [COUNT, DECISIONS])
  const { probabilities } = judge(libtorchOps(live), { picture, lost, hints, switches })
  return [...probabilities.toFloat32Array()].filter((_, i) => i % DECISIONS === 0)
}

const limits: readonly (readonly [Kind, number])[] = [
  ['colour', Number(values.colour)],
  ['bw', Number(values.grey)],
]
const mistaken = new Set<string>()
for (let from = 0; from < photographs.length; from += COUNT) {
  for (const [kind, limit] of limits)
    for (const [i, probability] of noGrad(() => scope(() => negatives(kind, from))).entries())
      if (from + i < photographs.length && probability > limit) mistaken.add(photographs[from + i].hash)
  process.stderr.write(`\r${Math.min(from + COUNT, photographs.length)} of ${photographs.length}, ${mistaken.size} mistaken`)
}
process.stderr.write('\n')
store.close()
writeFileSync(values.out, `${[...mistaken].join('\n')}\n`)
