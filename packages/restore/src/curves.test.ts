import { createRaster, IDENTITY_DEVELOPMENT, INVERSION_DEVELOPMENT, Random, type Raster } from '@revelado/core'
import { describe, expect, it } from 'vitest'
import { CURVES_FORMAT, CURVES_VERSION, curvesOf, developmentOf, type GivenCurves, parseCurves } from './curves.ts'
import { restore } from './restore.ts'
import { standIn } from './stand-in.ts'

const given = (development: Float32Array, over: Partial<GivenCurves> = {}): GivenCurves => ({
  polarity: 'negative',
  tone: 0,
  ...curvesOf(development),
  ...over,
})
const file = (over: object = {}) => ({ format: CURVES_FORMAT, version: CURVES_VERSION, ...given(INVERSION_DEVELOPMENT), ...over })

function photograph(seed: number): Raster {
  const raster = createRaster(60, 44)
  const random = new Random(seed)
  for (let i = 0; i < raster.data.length; i++) raster.data[i] = 40 + 170 * random.uniform()
  return raster
}

describe('curves', () => {
  it('come back to the digit through JSON', () => {
    const random = new Random(4)
    for (const development of [IDENTITY_DEVELOPMENT, Float32Array.from({ length: 78 }, () => random.normal())])
      expect(developmentOf(parseCurves(JSON.parse(JSON.stringify(file(curvesOf(development))))))).toEqual(development)
  })

  it.each([
    ['format', null],
    ['format', { format: 'curves' }],
    ['version', { version: 2 }],
    ['polarity', { polarity: 'auto' }],
    ['tone', { tone: 1.5 }],
    ['tone', { tone: '1' }],
    ['before', { before: [[0, 1]] }],
    ['matrix', { matrix: [[1, 0, 0], [0, 1, 0], [0, 0]] }], // biome-ignore format: a matrix
    ['offset', { offset: [0, 0, Number.NaN] }],
    ['offset', { offset: [0, 0, null] }],
    ['after', { after: undefined }],
  ])('are refused by the name of the field that is wrong: %s', (field, over) => {
    expect(() => parseCurves(over && file(over))).toThrow(
      expect.objectContaining({ code: 'bad-argument', values: expect.objectContaining({ reason: 'curves', field }) }),
    )
  })
})

describe('restore with curves', () => {
  it('gives what LOOK would have given, where the curves are its own', async () => {
    const raster = photograph(1)
    const { model } = standIn({ probabilities: [1, 0, 0, 0] })
    const own = await restore(raster, model)
    const again = await restore(raster, model, { curves: given(own.inspection.development) })
    expect(again.raster.data).toEqual(own.raster.data)
    expect(again.record.options.curves).toBe(true)
  })

  it('overrules LOOK on polarity, tone and development, and LOOK paints on the picture that they give', async () => {
    const raster = photograph(2)
    const { model, seen } = standIn({ probabilities: [0, 1, 1, 0] })
    const { raster: result, record, inspection } = await restore(raster, model, { curves: given(INVERSION_DEVELOPMENT), strength: 0 })
    expect(result.data).toEqual(raster.data.map((v) => 255 - v))
    expect(record).toMatchObject({ kind: 'bw-negative', polarityInDoubt: false, development: { share: 1 } })
    expect(record.decisions.map(({ by, used }) => [by, used])).toEqual([
      ['curves', 1],
      ['model', 1],
      ['curves', 0],
      ['model', 0],
    ])
    const last = seen.look.at(-1)!
    expect([...last.switches.data]).toEqual([0, 1, 0, 0])
    last.picture.data.forEach((v, i) => {
      expect(v).toBeCloseTo(1 - seen.look[0].picture.data[i], 6)
    })
    expect(inspection.small.data[0]).toBeCloseTo(last.picture.data[0] + 0.2, 6)
  })

  it('develops a positive as far as its tone says', async () => {
    const raster = photograph(3)
    const lifted = given(IDENTITY_DEVELOPMENT, { polarity: 'positive', tone: 0.5, offset: [0.1, 0.1, 0.1] })
    const { raster: result } = await restore(raster, standIn().model, { curves: lifted, strength: 0 })
    expect(result.data).toEqual(raster.data.map((v) => Math.round(v + 0.05 * 255)))
    const off = await restore(raster, standIn().model, { curves: { ...lifted, tone: 0 }, strength: 0 })
    expect(off.raster.data).toEqual(raster.data)
  })

  it('refuses curves out of range, and polarity or tone beside them', async () => {
    const { model } = standIn()
    const curves = given(INVERSION_DEVELOPMENT)
    await expect(restore(photograph(1), model, { curves: { ...curves, tone: 2 } })).rejects.toMatchObject({ code: 'bad-argument' })
    await expect(restore(photograph(1), model, { curves, polarity: 'positive' })).rejects.toMatchObject({
      values: { reason: 'beside-curves', name: 'polarity' },
    })
  })
})
