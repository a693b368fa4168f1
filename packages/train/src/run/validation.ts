// What a run measures on pictures that it never learns from: fixed pictures, fixed damage, the averaged weights.
import { createPicture, type Picture } from '@revelado/core'
import type { Ops } from '@revelado/model'
import { noGrad, scope, type Tensor } from '@revelado/torch'
import type { Network } from '../config.ts'
import type { Batch } from '../feed/batch.ts'
import { runChain } from '../stages/chain.ts'
import type { Row } from './curves.ts'

const FAMILIES = ['negative', 'bw-negative', 'bw', 'colour'] as const
/** A user's own pairs are a family of their own; what was guessed of them is no truth to count decisions by. */
const PAIR = 'pair'
const DECISION_NAMES = ['polarity', 'bw', 'tone', 'lost'] as const

function familyOf(labels: Float32Array, i: number): (typeof FAMILIES)[number] {
  const negative = labels[4 * i] > 0.5
  const bw = labels[4 * i + 1] > 0.5
  return negative ? (bw ? 'bw-negative' : 'negative') : bw ? 'bw' : 'colour'
}

/** A clean picture that comes back untouched counts 50 dB: without a bound it would outweigh all others. */
const LEAST_ERROR = 1e-5

function psnrOf(a: Float32Array, b: Float32Array, from: number, length: number): number {
  let sum = 0
  for (let i = from; i < from + length; i++) {
    const v = Math.min(1, Math.max(0, a[i]))
    sum += (v - b[i]) ** 2
  }
  return -10 * Math.log10(sum / length + LEAST_ERROR)
}

export interface Validation {
  row: Row
  /** Input, developed, LOOK's picture (enlarged), restored, target of each picture. */
  sheet: Picture[][]
}

/** Runs the chain on batches whose tile is the whole canvas. */
export function validate(ops: Ops<Tensor>, network: Network, batches: readonly Batch[], sheetPictures: number): Validation {
  const sums = new Map<string, { sum: number; count: number }>()
  const add = (name: string, value: number): void => {
    const entry = sums.get(name) ?? { sum: 0, count: 0 }
    sums.set(name, { sum: entry.sum + value, count: entry.count + 1 })
  }
  const sheet: Picture[][] = []
  for (const batch of batches) {
    const { count, canvas, look } = batch.shape
    const arrays = scope(() =>
      noGrad(() => {
        const chain = runChain(ops, network, batch)
        const read = (x: Tensor): Float32Array => x.toFloat32Array()
        return {
          small: read(chain.look.small),
          probabilities: read(chain.look.probabilities),
          developed: read(chain.developed),
          restored: read(chain.repaired.restored),
        }
      }),
    )
    const n = 3 * canvas * canvas
    const m = 3 * look * look
    for (let i = 0; i < count; i++) {
      const family = batch.shape.pairs ? PAIR : familyOf(batch.labels, i)
      add(`small ${family}`, psnrOf(arrays.small, batch.target, i * m, m))
      add(`developed ${family}`, psnrOf(arrays.developed, batch.tileTarget, i * n, n))
      add(`restored ${family}`, psnrOf(arrays.restored, batch.tileTarget, i * n, n))
      for (const [k, name] of family === PAIR ? [] : DECISION_NAMES.entries())
        add(`right ${name}`, Number(arrays.probabilities[4 * i + k] > 0.5 === batch.labels[4 * i + k] > 0.5))
      if (sheet.length < sheetPictures) {
        const cut = (data: Float32Array): Picture => createPicture(canvas, canvas, 'srgb', data.slice(i * n, (i + 1) * n))
        const enlarged = enlarge(createPicture(look, look, 'srgb', arrays.small.slice(i * m, (i + 1) * m)), canvas)
        sheet.push([cut(batch.tilePicture), cut(arrays.developed), enlarged, cut(arrays.restored), cut(batch.tileTarget)])
      }
    }
  }
  const families = batches.some(({ shape }) => shape.pairs) ? [...FAMILIES, PAIR] : FAMILIES
  const names = [
    ...['small', 'developed', 'restored'].flatMap((what) => families.map((family) => `${what} ${family}`)),
    ...DECISION_NAMES.map((name) => `right ${name}`),
  ]
  const row = Object.fromEntries(
    names.map((name) => {
      const entry = sums.get(name)
      return [name, entry ? Number((entry.sum / entry.count).toFixed(4)) : '']
    }),
  )
  return { row, sheet }
}

/** Nearest pixels: LOOK's picture is shown as coarse as it is. */
function enlarge(picture: Picture, side: number): Picture {
  const out = createPicture(side, side)
  for (let c = 0; c < 3; c++)
    for (let y = 0; y < side; y++)
      for (let x = 0; x < side; x++)
        out.data[(c * side + y) * side + x] =
          picture.data[
            (c * picture.height + Math.floor((y * picture.height) / side)) * picture.width + Math.floor((x * picture.width) / side)
          ]
  return out
}
