import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Random } from '@revelado/core'
import { noGrad, scope } from '@revelado/torch'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { calibrate, fitSpread } from './calibrate.ts'
import { parseConfig } from './config.ts'
import { makePhotographs } from './data/made-photographs.ts'
import { buildCache } from './data/pictures.ts'
import { libtorchOps, Parameters } from './libtorch.ts'
import { averagedWeights, createState } from './run/state.ts'
import { validationPictures } from './run/validation-pictures.ts'
import { runChain } from './stages/chain.ts'

/** |error| / b of Laplace errors whose true scale is `scale` · b. */
function laplaceRatios(scale: number, count: number): Float32Array {
  const random = new Random('laplace')
  return Float32Array.from({ length: count }, () => -scale * Math.log(1 - random.uniform()))
}

describe('fitSpread', () => {
  it.each([0.3, 1, 4])('finds that errors are %d times as large as said', (scale) => {
    const { factor, after } = fitSpread(laplaceRatios(scale, 20_000))
    expect(Math.abs(Math.log(factor / scale))).toBeLessThan(0.05)
    expect(after).toBeLessThan(0.01)
  })

  it('says how far off the spreads were', () => {
    expect(fitSpread(laplaceRatios(4, 20_000)).before).toBeGreaterThan(0.2)
    expect(() => fitSpread(new Float32Array(0))).toThrow('none')
  })
})

describe('calibrate', () => {
  const folder = mkdtempSync(join(tmpdir(), 'revelado-'))
  beforeAll(async () => {
    await makePhotographs(join(folder, 'photographs'), 24)
    await buildCache(join(folder, 'photographs'), join(folder, 'cache'))
  })
  afterAll(() => rmSync(folder, { recursive: true }))

  it('multiplies every spread by its factor and changes nothing else', () => {
    const config = parseConfig({
      name: 'test',
      minutes: 1,
      canvas: 64,
      validationPictures: 2,
      network: {
        find: { widths: [8, 16], down: [1, 1], up: [1] },
        look: { widths: [8, 16, 16], blocks: [1, 1, 1], global: 16 },
        repair: { widths: [8, 16], down: [1, 1], up: [1] },
      },
      phases: [{ part: 'look', share: 1, look: 32, batch: 2 }],
    })
    const batches = validationPictures(config, join(folder, 'cache'))(32)
    const weights = averagedWeights(createState(config))
    const run = () => {
      const parameters = new Parameters(1)
      for (const [name, { shape, data }] of weights) parameters.set(name, data, shape)
      return scope(() =>
        noGrad(() => {
          const { repaired } = runChain(libtorchOps(parameters), config.network, batches[0])
          return { restored: repaired.restored.toFloat32Array(), spread: repaired.spread.toFloat32Array() }
        }),
      )
    }
    const before = run()
    const { factor } = calibrate(weights, config.network, batches)
    const after = run()
    expect(factor).not.toBe(1)
    expect(after.restored).toEqual(before.restored)
    for (const [i, spread] of after.spread.entries()) expect(spread / before.spread[i]).toBeCloseTo(factor, 3)
  })
})
