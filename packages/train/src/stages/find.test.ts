// FIND learns to find: after a few steps on one batch it says what hides its pictures, and nothing else learns.
import { createPicture, Random } from '@revelado/core'
import { find } from '@revelado/model'
import { fromArray, noGrad, scope } from '@revelado/torch'
import { expect, it } from 'vitest'
import { parseConfig } from '../config.ts'
import { createBatch } from '../feed/batch.ts'
import { fillSample, photographOf } from '../feed/sample.ts'
import { libtorchOps } from '../libtorch.ts'
import { findLoss, findTrial } from './find.ts'
import { pupil } from './learn-alone.ts'

const SIDE = 64
const COUNT = 4

function batchOf() {
  const mixture = {
    kinds: { colour: 1, bw: 0, 'colour-negative': 0, 'bw-negative': 0 },
    severities: { clean: 0, light: 0, heavy: 1 },
    mounted: 0,
    faded: 0,
  }
  const batch = createBatch({ count: COUNT, canvas: SIDE, look: SIDE, tile: SIDE, tiles: 0, finds: true, mixture })
  for (let i = 0; i < COUNT; i++) {
    const random = new Random(`find ${i}`)
    const photo = createPicture(SIDE, SIDE)
    for (let k = 0; k < photo.data.length; k++) photo.data[k] = random.uniform(0.35, 0.65)
    fillSample(batch, i, photographOf(photo), `find ${i}`)
  }
  return batch
}

it('learns what is hidden, alone', () => {
  const batch = batchOf()
  const { trial, learn } = pupil('find', batch)
  const { state, config } = trial
  const losses = learn(60)
  expect(losses.at(-1)!).toBeLessThan(0.5 * losses[0])

  const hidden = scope(() =>
    noGrad(() =>
      find(
        libtorchOps(state.live),
        { picture: fromArray(batch.picture, [COUNT, 3, SIDE, SIDE]) },
        config.network.find,
      ).hidden.toFloat32Array(),
    ),
  )
  const mean = (wanted: boolean): number => {
    const values = hidden.filter((_, i) => batch.lost[i] > 0.5 === wanted)
    return values.reduce((sum, value) => sum + value, 0) / values.length
  }
  expect(mean(true)).toBeGreaterThan(mean(false) + 0.3)

  const { figures, sheet } = findTrial(trial)
  const sure = [...hidden.keys()].filter((i) => hidden[i] >= 0.8)
  const right = sure.filter((i) => batch.lost[i] >= 0.5).length
  expect(right).toBeGreaterThan(0)
  expect(figures.precision).toBeCloseTo(right / sure.length, 3)
  expect(figures.recall).toBeCloseTo(right / batch.lost.filter((share) => share >= 0.5).length, 3)
  expect(sheet!.length).toBe(COUNT)
  expect(sheet![0][2].data[0]).toBe(batch.lost[0])
})

it('counts what lies beside the frame half as much', () => {
  const batch = batchOf()
  const { state, config } = pupil('find', batch).trial
  const lossOf = (left: number, right: number): number => {
    batch.frame.forEach((_, i) => {
      batch.frame[i] = i % SIDE < SIDE / 2 ? left : right
    })
    return scope(() => noGrad(() => findLoss(libtorchOps(state.live), config.network, batch).loss.item()))
  }
  const [all, left, right] = [lossOf(1, 1), lossOf(1, 0), lossOf(0, 1)]
  // Means of two halves under weights 1 and 1/2: what one gains by counting more the other loses
  expect(Math.abs(left - right)).toBeGreaterThan(1e-5)
  expect((left + right) / 2).toBeCloseTo(all, 5)
  expect(lossOf(0, 0)).toBeCloseTo(all, 5)
})

it('is refused where a critic would judge it', () => {
  const phases = [{ part: 'find', stage: 'gan', share: 1, look: SIDE, batch: 1 }]
  expect(() => parseConfig({ name: 'find', minutes: 1, phases })).toThrow('FIND makes no pictures')
})
