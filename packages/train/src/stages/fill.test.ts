// FILL learns to paint: after a few steps on one batch it is nearer to what was lost than smooth filling, and nothing else learns.
import { createPicture, Random } from '@revelado/core'
import { scope } from '@revelado/torch'
import { expect, it } from 'vitest'
import { parseConfig } from '../config.ts'
import { createBatch } from '../feed/batch.ts'
import { fillSample, photographOf } from '../feed/sample.ts'
import { libtorchOps } from '../libtorch.ts'
import { teach } from '../run/learners.ts'
import { createState } from '../run/state.ts'
import { fillTrial } from './fill.ts'
import { generatorLoss } from './generator.ts'

const SIDE = 64
const COUNT = 4

/** Stripes, which no smooth surface continues. */
function batchOf() {
  const mixture = {
    kinds: { colour: 1, bw: 0, 'colour-negative': 0, 'bw-negative': 0 },
    severities: { clean: 0, light: 0, heavy: 1 },
    heavy: { 'lost-shapes': 1 },
    light: [{ jpeg: 1 }],
    mounted: 0,
    faded: 0,
    inverted: 0,
  }
  const batch = createBatch({ count: COUNT, canvas: SIDE, look: SIDE, tile: SIDE, tiles: 0, fills: true, mixture })
  for (let i = 0; i < COUNT; i++) {
    const photo = createPicture(SIDE, SIDE)
    for (let k = 0; k < photo.data.length; k++) photo.data[k] = (k % SIDE) & 4 ? 0.7 : 0.3
    fillSample(batch, i, photographOf(photo), `fill ${i}`)
  }
  return batch
}

it('learns to paint what is lost, alone', () => {
  const config = parseConfig({
    name: 'fill',
    minutes: 1,
    ema: 0,
    network: {
      find: { widths: [8, 16], down: [1, 1], up: [1] },
      fill: { widths: [16, 24, 32], down: [1, 1, 1], up: [1, 1] },
      look: { widths: [8, 16, 16], blocks: [1, 1, 1], global: 16 },
      repair: { widths: [8, 16], down: [1, 1], up: [1] },
    },
    phases: [{ part: 'fill', share: 1, look: SIDE, batch: COUNT }],
  })
  const state = createState(config)
  const batch = batchOf()
  const [phase] = config.phases
  const others = [...state.slots.values()].filter(({ name }) => !name.startsWith('fill.'))
  const before = others.map(({ parameter }) => parameter.toFloat32Array())
  const trial = () => fillTrial({ state, config, phase, features: null, folder: '', gallery: () => [batch] })
  const untaught = trial().figures
  expect(untaught.painted).toBe(untaught.smooth)
  for (let step = 0; step < 40; step++) {
    scope(() => generatorLoss(libtorchOps(state.live), config, phase, batch, new Random(step), null).loss.backward())
    teach(state, config, phase, 'generator', 3e-3)
  }
  for (const [i, { parameter }] of others.entries()) expect(parameter.toFloat32Array()).toEqual(before[i])
  const { figures, sheet } = trial()
  expect(figures.smooth).toBe(untaught.smooth)
  expect(figures.painted).toBeGreaterThan(figures.smooth + 2)

  expect(sheet!.length).toBe(COUNT)
  const [shown, painted, target] = sheet![0]
  const n = SIDE * SIDE
  for (let i = 0; i < painted.data.length; i++) {
    if (batch.told[i % n] === 0) expect(painted.data[i]).toBe(shown.data[i])
    expect(target.data[i]).toBe(batch.target[i])
  }
})

it('is refused where a critic would judge it', () => {
  const phases = [{ part: 'fill', stage: 'gan', share: 1, look: SIDE, batch: 1 }]
  expect(() => parseConfig({ name: 'fill', minutes: 1, phases })).toThrow('FILL only parts')
})
