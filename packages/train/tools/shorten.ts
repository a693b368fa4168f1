// Writes a run whose weights take less room in a repository's history: what differs from the model that it began with is rounded to
// fewer bits of mantissa (half precision has 10), so that it compresses; what does not differ is stored there already.
//   npx tsx packages/train/tools/shorten.ts RUN MODEL OUT [--bits 4] [--whole look.develop,look.decide]
// Parameters whose names begin as `--whole` says are left as they are: what becomes a picture's curves is few and exact.
import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { fromArray, readSafetensors, type Tensor, writeSafetensors } from '@revelado/torch'
import { fromHalf, toHalf } from '../../model/src/onnx/half.ts'
import { runFolder } from '../src/data/cache-folder.ts'
import { modelWeights } from '../src/export.ts'

const HALF_BITS = 10

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { bits: { type: 'string', default: '4' }, whole: { type: 'string', default: '' } },
})
const [run, model, out] = positionals
const bits = Number(values.bits)
if (!out || !(Number.isInteger(bits) && bits >= 1 && bits < HALF_BITS)) {
  console.error('usage: shorten.ts RUN MODEL OUT [--bits N] [--whole NAMES] (N from 1 to 9)')
  process.exit(2)
}
const whole = values.whole.split(',').filter(Boolean)
const step = 1 << (HALF_BITS - bits)
/** A carry into the exponent is the next power of two, as it should be. */
const rounded = (value: number): number => fromHalf(Math.floor((toHalf(value) + step / 2) / step) * step)

const base = modelWeights(model)
const { tensors, metadata } = readSafetensors(join(runFolder(run), 'checkpoint.safetensors'))
const written: Record<string, Tensor> = {}
let changed = 0
for (const [key, tensor] of Object.entries(tensors)) {
  if (!key.startsWith('average/')) continue
  const before = base.get(key.slice('average/'.length))
  if (!before || whole.some((beginning) => key.startsWith(`average/${beginning}`))) {
    written[key] = tensor
    continue
  }
  const now = tensor.toFloat32Array()
  for (const [i, value] of now.entries()) {
    if (toHalf(value) === toHalf(before.data[i])) continue
    now[i] = rounded(value)
    changed++
  }
  written[key] = fromArray(now, tensor.shape)
}
mkdirSync(runFolder(out), { recursive: true })
copyFileSync(join(runFolder(run), 'config.json'), join(runFolder(out), 'config.json'))
writeSafetensors(join(runFolder(out), 'checkpoint.safetensors'), written, metadata)
console.log(`${runFolder(out)}: ${changed} weights differ from ${model}, of ${bits} bits now`)
