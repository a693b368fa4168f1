import { describe, expect, it } from 'vitest'
import { fingerprint, settingsOf } from './settings.ts'

describe('settingsOf', () => {
  it('has defaults', () => {
    expect(settingsOf({})).toMatchObject({
      strength: 1,
      noInvent: false,
      polarity: 'auto',
      tone: 'auto',
      grain: 'remove',
      overwrite: false,
    })
  })

  it('reads numbers, also with a comma, and formats by their usual names', () => {
    expect(settingsOf({ strength: '0,5', quality: '80', format: 'JPG', invent: false })).toMatchObject({
      strength: 0.5,
      quality: 80,
      format: 'jpeg',
      noInvent: true,
    })
  })

  it.each([
    { strength: '1.5' },
    { strength: '' },
    { strength: 'much' },
    { quality: '0' },
    { quality: '95.5' },
    { threads: '0' },
    { maxPixels: '-1' },
    { format: 'bmp' },
    { polarity: 'both' },
    { tone: 'maybe' },
    { grain: 'more' },
    { infrared: 'on' },
  ])('refuses %o', (raw) => {
    expect(() => settingsOf(raw)).toThrow(expect.objectContaining({ code: 'bad-argument' }))
  })
})

describe('fingerprint', () => {
  it('changes with what decides the result, not with how it is told', () => {
    const print = (raw: Parameters<typeof settingsOf>[0]) => fingerprint(settingsOf(raw))
    expect(print({ json: true, threads: '1', overwrite: true })).toBe(print({}))
    expect(print({ strength: '0.5' })).not.toBe(print({}))
    expect(print({ keepBw: true })).not.toBe(print({}))
    expect(print({ infrared: 'off' })).not.toBe(print({}))
    for (const handed of [{ mask: 'aa' }, { curves: 'aa' }, { faces: [] }]) expect(fingerprint(settingsOf({}), handed)).not.toBe(print({}))
  })
})
