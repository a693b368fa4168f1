// What holds for every damage: it replays, keeps its hands off its input, says what it touched, and can be stored as JSON.
import { Random } from '@revelado/core'
import { describe, expect, it } from 'vitest'
import { DAMAGES, findDamage } from './register.ts'
import { changedShare, sameBits } from './statistics.ts'
import { sizeOf, testPhoto } from './test-photo.ts'

const photo = testPhoto()
const before = photo.data.slice()
const DRAWS = 2

describe('the register', () => {
  it('names each damage once, in words that stay', () => {
    const names = DAMAGES.map(({ name }) => name)
    expect(new Set(names).size).toBe(names.length)
    for (const name of names) expect(name).toMatch(/^[a-z]+(-[a-z]+)*$/)
    expect(findDamage('jpeg')?.title.es).toBe('Compresión JPEG')
    expect(findDamage('rain of frogs')).toBeUndefined()
  })
})

describe.each(DAMAGES.map((damage) => [damage.name, damage] as const))('%s', (name, damage) => {
  it.each(Array.from({ length: DRAWS }, (_, k) => k))('keeps the laws, draw %i', (k) => {
    const parameters = damage.draw(new Random(`${name} ${k}`), sizeOf(photo))
    const stored = JSON.parse(JSON.stringify(parameters))
    expect(stored).toEqual(parameters)
    const effect = damage.apply(photo, parameters)
    expect(sameBits(damage.apply(photo, stored).picture.data, effect.picture.data)).toBe(true)
    expect(sameBits(photo.data, before)).toBe(true)
    expect([effect.picture.width, effect.picture.height]).toEqual([photo.width, photo.height])
    expect(effect.picture.data.every(Number.isFinite)).toBe(true)
    expect(changedShare(photo, effect.picture)).toBeGreaterThan(0)

    const marks = damage.reach === 'marks' || damage.reach === 'loss'
    expect(effect.damaged !== undefined).toBe(marks)
    expect(effect.lost !== undefined).toBe(damage.reach === 'loss')
    if (effect.damaged) expect(effect.damaged.data.every((v) => v >= 0 && v <= 1 + 1e-6)).toBe(true)
    if (effect.lost) {
      expect(effect.lost.data.every((v) => v === 0 || v === 1)).toBe(true)
      expect(effect.lost.data.every((v, i) => v === 0 || effect.damaged!.data[i] > 0.5)).toBe(true)
      expect(effect.lost.data.some((v) => v === 1)).toBe(true)
    }
  })

  it('says in its mask where it was, and nowhere else', () => {
    const { picture, damaged } = damage.apply(photo, damage.draw(new Random(`${name} mask`), sizeOf(photo)))
    if (!damaged) return
    const n = damaged.data.length
    for (let i = 0; i < n; i++)
      if (damaged.data[i] === 0)
        for (let c = 0; c < 3; c++) if (picture.data[c * n + i] !== photo.data[c * n + i]) expect.fail(`pixel ${i} changed unseen`)
  })

  it('draws other parameters from other seeds', () => {
    if (name === 'inversion') return
    const drawn = Array.from({ length: 8 }, (_, k) => JSON.stringify(damage.draw(new Random(k), sizeOf(photo))))
    expect(new Set(drawn).size).toBeGreaterThanOrEqual(6)
  })
})
