import type { RestoreRecord } from '@revelado/restore'
import { describe, expect, it } from 'vitest'
import { timeLeft } from './bars.ts'
import { speaker } from './messages/say.ts'
import { describeDone, describeDoubt, describeFaces, describeInfrared, describeLeft, percent } from './summary.ts'

const say = speaker('en')
const record = (over: object) =>
  ({
    kind: 'colour',
    development: { share: 0 },
    options: { strength: 1 },
    changes: { kept: 1, corrected: 0, colourGuessed: 0, invented: 0 },
    decisions: [{ probability: 0.3, used: 0 }],
    polarityInDoubt: true,
    ...over,
  }) as unknown as RestoreRecord

describe('describeDone', () => {
  it('names what was seen and what was done', () => {
    expect(describeDone(record({}), say)).toBe('colour picture, repaired')
    const changes = { kept: 0, corrected: 0, colourGuessed: 0.9, invented: 0.1 }
    expect(describeDone(record({ kind: 'bw-negative', development: { share: 1 }, changes }), say)).toBe(
      'black-and-white negative, developed, repaired, coloured by guess, 10 % invented',
    )
    expect(describeDone(record({ development: { share: 0.4 }, options: { strength: 0 } }), say)).toBe('colour picture, tone corrected')
  })
})

describe('describeDoubt', () => {
  it('names the option that overrules the model', () => {
    expect(describeDoubt('a.jpg', record({}), say)).toContain('(30 %). If the result is wrong, add --polarity negative')
    expect(describeDoubt('a.jpg', record({ decisions: [{ probability: 0.7, used: 1 }] }), say)).toContain('--polarity positive')
    expect(describeDoubt('a.jpg', record({ polarityInDoubt: false }), say)).toBeUndefined()
  })
})

describe('describeDoubt, in company', () => {
  const beside = (own: number, used: number, probability: number, polarityInDoubt = false) =>
    describeDoubt('a.jpg', record({ decisions: [{ probability: own, used, company: { probability } }], polarityInDoubt }), say)

  it('says where the pictures beside one have turned the answer', () => {
    expect(beside(0.6, 1, 0.97)).toBe(
      'a.jpg: taken for a negative, as the pictures beside it are (by itself 60 %). If the result is wrong, add --polarity positive.',
    )
    expect(beside(0.9, 0, 0.5, true)).toContain('taken for a positive, as the pictures beside it are (by itself 90 % negative)')
    expect(beside(0.3, 0, 0.1, true)).toContain('not sure whether this is a negative (10 %)')
    expect(beside(0.3, 0, 0.01)).toBeUndefined()
  })

  it('is silent about company that only agrees, whether or not the tones were heard', () => {
    const heard = (probability: number, tones?: number) =>
      describeDoubt(
        'a.jpg',
        record({ decisions: [{ probability, tones, used: 1, company: { probability: 0.97 } }], polarityInDoubt: false }),
        say,
      )
    for (const tones of [undefined, 0.7]) {
      expect(heard(0.82, tones)).toBeUndefined()
      expect(heard(0.78, tones)).toContain('taken for a negative, as the pictures beside it are')
    }
  })
})

describe('describeLeft', () => {
  it('says how much may be damage and was left, and nothing of next to nothing', () => {
    const left = (share: number) => describeLeft('a.jpg', record({ damage: { left: share } }), say)
    expect(left(0.0234)).toContain('(2.3 % of the picture). --damage on')
    expect(left(0.001)).toContain('0.1 %')
    expect(left(0.0009)).toBeUndefined()
    expect(describeLeft('a.jpg', record({ damage: { left: 0.0234 } }), speaker('es'))).toContain('(2,3 % de la imagen). --damage on')
  })
})

describe('percent', () => {
  it('says none and all only when it is so', () => {
    expect([0, 0.001, 0.5, 0.999, 1].map(percent)).toEqual([0, 1, 50, 99, 100])
  })
})

describe('timeLeft', () => {
  it('goes by the pace so far', () => {
    expect(timeLeft(0.5, 90)).toBe('1:30')
    expect(timeLeft(0.25, 10)).toBe('0:30')
    expect(timeLeft(0.001, 10)).toBe('')
  })
})

describe('describeInfrared', () => {
  it('says how much dust there was, or why the channel was not used', () => {
    const finding = { used: true, correlation: 0, seen: 0, leak: 0, dust: 0.0123 }
    expect(describeInfrared('a.tif', finding, say)).toContain('1.2 % of the picture')
    expect(describeInfrared('a.tif', { ...finding, dust: 0.0001 }, say)).toContain('< 0.1 %')
    expect(describeInfrared('a.tif', { ...finding, used: false, reason: 'sees-picture' }, say)).toContain('black-and-white film')
  })
})

describe('describeFaces', () => {
  it('says how far the worst of them is off, or that there was none', () => {
    const face = { x: 0, y: 0, width: 1, height: 1, before: 9, after: 0.4, lightOnly: false }
    expect(describeFaces('a.jpg', [face, { ...face, after: 1.23 }], say)).toContain('2 faces kept, at most 1.2')
    expect(describeFaces('a.jpg', [], say)).toContain('names none')
  })
})
