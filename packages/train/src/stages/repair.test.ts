import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Random } from '@revelado/core'
import { DECISIONS } from '@revelado/model'
import { noGrad, scope, type Tensor } from '@revelado/torch'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseConfig } from '../config.ts'
import { makePhotographs } from '../data/made-photographs.ts'
import { buildCache } from '../data/pictures.ts'
import type { Batch } from '../feed/batch.ts'
import { libtorchOps } from '../libtorch.ts'
import { createState } from '../run/state.ts'
import { heldOutBatches } from '../run/validation-pictures.ts'
import { runChain } from './chain.ts'
import { paintingOf, repairLoss } from './repair.ts'

const LOST = DECISIONS.indexOf('lost')
const SIDE = 64
const folder = mkdtempSync(join(tmpdir(), 'revelado-'))
const config = parseConfig({
  name: 'test',
  minutes: 1,
  network: {
    find: { widths: [8, 16], down: [1, 1], up: [1] },
    look: { widths: [8, 16, 16], blocks: [1, 1, 1], global: 16 },
    repair: { widths: [8, 16], down: [1, 1], up: [1] },
  },
  phases: [{ part: 'repair', share: 1, look: 32, batch: 2 }],
})
let batch: Batch
beforeAll(async () => {
  await makePhotographs(join(folder, 'photographs'), 24)
  await buildCache(join(folder, 'photographs'), join(folder, 'cache'))
  const clean = { kinds: { colour: 1, bw: 0, 'colour-negative': 0, 'bw-negative': 0 }, severities: { clean: 1, light: 0, heavy: 0 } }
  batch = heldOutBatches(join(folder, 'cache'), { canvas: SIDE, look: 32, tile: SIDE, tiles: 1, mixture: clean }, 16, 'repair.test')[0]
})
afterAll(() => rmSync(folder, { recursive: true }))

/** A network that only paints: REPAIR's residual is nothing, it takes no noise, its gate is wide open, LOOK as sure as told that something is lost. */
function painter(lost: number): ReturnType<typeof libtorchOps> {
  const { live } = createState(config)
  const set = (name: string, at: readonly number[], value: number): void => {
    const { shape } = live.get(name, [], 'zeros')
    const data = live.get(name, [], 'zeros').toFloat32Array()
    for (const i of at) data[i] = value
    live.set(name, data, shape)
  }
  for (const axis of [0, 1, 2]) {
    const { shape } = live.get(`repair.then.synthesis${axis}`, [], 'zeros')
    live.set(`repair.then.synthesis${axis}`, new Float32Array(shape.reduce((a, b) => a * b, 1)), shape)
  }
  set('repair.out.bias', [12, 13, 14, 15], 10)
  set('look.decide.bias', [0, 1, 2], -50)
  set('look.decide.bias', [LOST], lost)
  return libtorchOps(live)
}

/** Which pictures [n, 3, h, w] differ from the input. */
const painted = (picture: Tensor, input: Float32Array): boolean[] => {
  const values = picture.toFloat32Array()
  const length = 3 * SIDE * SIDE
  return Array.from({ length: values.length / length }, (_, n) =>
    values.subarray(n * length, (n + 1) * length).some((v, i) => Math.abs(v - input[n * length + i]) > 1e-4),
  )
}

describe('paintingOf', () => {
  const COUNT = 2000

  it.each([0, 1])('is mostly what restoring does where "lost" is %i', (lost) => {
    const labels = Float32Array.from({ length: 4 * COUNT }, (_, i) => (i % 4 === LOST ? lost : 1 - lost))
    const painting = paintingOf(labels, new Random('painting'))
    expect(painting.length).toBe(COUNT)
    const as = painting.filter((v) => v === lost).length / COUNT
    expect(as).toBeGreaterThan(0.87)
    expect(as).toBeLessThan(0.93)
  })
})

describe('painting', () => {
  it('is open in training where something was lost, and seldom elsewhere', () => {
    const share = (lost: number): number => {
      const labels = batch.labels.map((v, i) => (i % 4 === LOST ? lost : v))
      const random = new Random('where')
      const { shown } = noGrad(() => repairLoss(painter(0), config.network, { ...batch, labels }, random))
      return painted(shown[0].picture, batch.tilePicture).filter(Boolean).length / batch.shape.count
    }
    scope(() => {
      expect(share(0)).toBeLessThan(0.4)
      expect(share(1)).toBeGreaterThan(0.6)
    })
  })

  it.each([
    [-50, false],
    [50, true],
  ])('follows LOOK when pictures are validated (logit %i)', (logit, expected) => {
    scope(() => {
      const { repaired } = noGrad(() => runChain(painter(logit), config.network, batch))
      expect(new Set(painted(repaired.restored, batch.tilePicture))).toEqual(new Set([expected]))
    })
  })
})

describe('repairLoss', () => {
  it('counts few large errors far more than many small ones of the same sum', () => {
    const off = (error: (i: number) => number): number =>
      scope(() =>
        noGrad(() => {
          const tilePicture = batch.tileTarget.map((v, i) => v + error(i))
          return repairLoss(painter(0), config.network, { ...batch, tilePicture }, new Random(1)).parts['plain'].item()
        }),
      )
    const none = off(() => 0)
    const marks = off((i) => (i % 100 === 0 ? 0.5 : 0)) - none
    const veil = off(() => 0.005) - none
    expect(marks).toBeGreaterThan(20 * Math.abs(veil))
  })
})
