import { createPicture, packTrees, pictureToRaster, type Raster, TONAL_LENGTH, TONAL_SIZE } from '@revelado/core'
import { describe, expect, it } from 'vitest'
import type { Question } from './decisions.ts'
import { inspect } from './inspect.ts'
import type { Mask } from './mask.ts'
import { settle } from './options.ts'
import { standIn } from './stand-in.ts'
import { answersOf, joinAnswers, readJudges, type TonesJudge, tonesOf } from './tones.ts'

/** One question: is the median of red, the fifth number, above one half? Then the log-odds of a negative are 4, otherwise −4. */
const trees = {
  depth: 1,
  numbers: Uint8Array.of(4),
  thresholds: Float32Array.of(0.5),
  leaves: Float32Array.of(-4, 4),
  bias: 0,
}
const judge: TonesJudge = { trees: packTrees(trees), look: 1, tones: 1, bias: 0 }

/** All of one grey, with a darker half so that it is a picture. */
function grey(width: number, height: number, value: number) {
  const data = Float32Array.from({ length: 3 * width * height }, (_, i) => (i % width < width / 3 ? value / 2 : value))
  return pictureToRaster(createPicture(width, height, 'srgb', data), 8)
}

const answer = (raster: Raster, seen: number, mask?: Mask) =>
  answersOf([Float32Array.of(seen, 0.2, 0.3, 0.4)], raster, { negative: judge }, mask).negative

describe('answersOf', () => {
  it('joins what LOOK says with what the tones say', () => {
    expect(answer(grey(40, 30, 0.9), 0.5)).toEqual({ probability: expect.closeTo(0.982, 3), tones: expect.closeTo(0.982, 3) })
    expect(answer(grey(40, 30, 0.3), 0.5).probability).toBeCloseTo(0.018, 3)
    expect(joinAnswers(0.9, -4, judge)).toBeCloseTo(1 / (1 + Math.exp(4) / 9), 6)
    expect(joinAnswers(0, 4, { ...judge, bias: 20 })).toBeGreaterThan(0.99)
  })

  it('leaves LOOK alone where there is no judge', () => {
    const views = [Float32Array.of(0.3, 0.25, 0, 1), Float32Array.of(0.5, 0.75, 0, 1)]
    const expected = { negative: 0.4, bw: 0.5, tone: 0, lost: 1 }
    const none = answersOf(views, grey(40, 30, 0.9), undefined)
    for (const [question, probability] of Object.entries(expected))
      expect(none[question as Question]).toEqual({ probability: expect.closeTo(probability, 6) })
    expect(answersOf(views, grey(40, 30, 0.9), { negative: judge }).bw).toEqual(none.bw)
  })

  it('judges small pictures as they are and large ones made small', () => {
    const { width, height } = tonesOf(grey(1000, 30, 0.9))
    expect([width, height]).toEqual([TONAL_SIZE, 16])
    const small = tonesOf(grey(5, 9, 0.9))
    expect([small.width, small.height]).toEqual([16, 16])
    expect(tonesOf(grey(100, 50, 0.9)).width).toBe(100)
  })

  it('does not judge by what is known to be lost', () => {
    const raster = grey(60, 60, 0.9)
    const mask = { width: 60, height: 60, data: new Uint8Array(3600) }
    for (let i = 0; i < 3600; i++) if (i % 60 >= 20) mask.data[i] = 255
    expect(answer(raster, 0.5).tones).toBeGreaterThan(0.9)
    expect(answer(raster, 0.5, mask).tones).toBeLessThan(0.1)
  })
})

describe('inspect, with a judge', () => {
  it('decides by both and tells the tones apart', async () => {
    const { model } = standIn({ probabilities: [0.6, 0, 0, 0] })
    const judged = { ...model, card: { ...model.card, look: { ...model.card.look, judges: { negative: judge } } } }
    const light = await inspect(grey(64, 48, 0.9), judged, settle({}))
    expect(light.kind).toBe('colour-negative')
    expect(light.decisions[0].views).toEqual([expect.closeTo(0.6), expect.closeTo(0.6)])
    expect(light.decisions[0].tones).toBeCloseTo(0.982, 3)
    expect(light.decisions[1].tones).toBeUndefined()
    const dark = await inspect(grey(64, 48, 0.3), judged, settle({}))
    expect(dark.decisions[0]).toMatchObject({ used: 0, by: 'model' })
    const told = await inspect(grey(64, 48, 0.3), judged, settle({ polarity: 'negative' }))
    expect(told.decisions[0]).toMatchObject({ used: 1, by: 'polarity' })
  })
})

describe('readJudges', () => {
  const card = { look: 0.8, tones: 0.6, bias: -1, trees: packTrees(trees) }

  it('reads what a card says', () => {
    const read = readJudges(JSON.parse(JSON.stringify({ tone: card })))
    expect(read?.tone).toMatchObject({ look: 0.8, tones: 0.6, bias: -1 })
    expect(read?.tone?.trees).toEqual(card.trees)
    expect(read?.negative).toBeUndefined()
  })

  it('has no judge where the card has none, or one of other tones', () => {
    expect(readJudges(undefined)).toBeUndefined()
    expect(readJudges({ negative: { ...card, bias: undefined } })).toBeUndefined()
    const beyond = packTrees({ ...trees, numbers: Uint8Array.of(TONAL_LENGTH) })
    expect(Object.keys(readJudges({ negative: { ...card, trees: beyond }, bw: card, tone: { ...card, trees: 'oak' } }) ?? {})).toEqual([
      'bw',
    ])
  })
})
