// FIND learns to find: after a few steps on one batch it says what hides its pictures, and nothing else learns.
import { createPicture, Random } from '@revelado/core'
import { find } from '@revelado/model'
import { fromArray, noGrad, scope } from '@revelado/torch'
import { expect, it } from 'vitest'
import { parseConfig } from '../config.ts'
import { createBatch } from '../feed/batch.ts'
import { fillSample, photographOf } from '../feed/sample.ts'
import { libtorchOps } from '../libtorch.ts'
import { teach } from '../run/learners.ts'
import { createState } from '../run/state.ts'
import { findTrial } from './find.ts'
import { generatorLoss } from './generator.ts'

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
  const config = parseConfig({
    name: 'find',
    minutes: 1,
    ema: 0,
    network: {
      find: { widths: [8, 16, 24], down: [1, 1, 1], up: [1, 1] },
      look: { widths: [8, 16, 16], blocks: [1, 1, 1], global: 16 },
      repair: { widths: [8, 16], down: [1, 1], up: [1] },
    },
    phases: [{ part: 'find', share: 1, look: SIDE, batch: COUNT }],
  })
  const state = createState(config)
  const batch = batchOf()
  const [phase] = config.phases
  const others = [...state.slots.values()].filter(({ name }) => !name.startsWith('find.'))
  const before = others.map(({ parameter }) => parameter.toFloat32Array())
  const losses: number[] = []
  for (let step = 0; step < 60; step++) {
    scope(() => {
      const { loss } = generatorLoss(libtorchOps(state.live), config, phase, batch, new Random(step), null)
      loss.backward()
      losses.push(loss.item())
    })
    teach(state, config, phase, 'generator', 3e-3)
  }
  expect(losses.at(-1)!).toBeLessThan(0.5 * losses[0])
  for (const [i, { parameter }] of others.entries()) expect(parameter.toFloat32Array()).toEqual(before[i])

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

  const { figures, sheet } = findTrial({ state, config, phase, features: null, folder: '', gallery: () => [batch] })
  const sure = [...hidden.keys()].filter((i) => hidden[i] >= 0.8)
  const right = sure.filter((i) => batch.lost[i] >= 0.5).length
  expect(right).toBeGreaterThan(0)
  expect(figures.precision).toBeCloseTo(right / sure.length, 3)
  expect(figures.recall).toBeCloseTo(right / batch.lost.filter((share) => share >= 0.5).length, 3)
  expect(sheet!.length).toBe(COUNT)
  expect(sheet![0][2].data[0]).toBe(batch.lost[0])
})

it('is refused where a critic would judge it', () => {
  const phases = [{ part: 'find', stage: 'gan', share: 1, look: SIDE, batch: 1 }]
  expect(() => parseConfig({ name: 'find', minutes: 1, phases })).toThrow('FIND makes no pictures')
})
