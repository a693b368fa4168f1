// FILL learns to paint: after a few steps on one batch it is nearer to what was lost than smooth filling, and nothing else learns.
import { createPicture } from '@revelado/core'
import { expect, it } from 'vitest'
import { parseConfig } from '../config.ts'
import { createBatch } from '../feed/batch.ts'
import { fillSample, photographOf } from '../feed/sample.ts'
import { fillTrial } from './fill.ts'
import { pupil } from './learn-alone.ts'

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
  const batch = batchOf()
  const { trial, learn } = pupil('fill', batch)
  const untaught = fillTrial(trial).figures
  expect(untaught.painted).toBe(untaught.smooth)
  learn(40)
  const { figures, sheet } = fillTrial(trial)
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
