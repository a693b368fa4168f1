import { Random } from '@revelado/core'
import { describe, expect, it } from 'vitest'
import { castB } from './measures/colour.ts'
import { psnrRgb } from './measures/fidelity.ts'
import { gainOver, Pairing } from './pairing.ts'

describe('gainOver', () => {
  it('is above nought for the better one, whichever way the measure goes', () => {
    expect([gainOver(30, 28, 'higher'), gainOver(30, 28, 'lower'), gainOver(-1, 4, 'zero'), gainOver(-5, 4, 'zero')]).toEqual([
      2, -2, 3, -1,
    ])
  })
})

describe('Pairing', () => {
  const key = { task: 'noise', set: 'kodak24', condition: 'σ 25', method: 'revelado' }

  it('gives mean difference, shares won and lost, and the pictures from the worst loss on', () => {
    const pairing = new Pairing()
    for (const [picture, own, rival] of [
      ['a', 30, 29],
      ['b', 25, 28],
      ['c', 31, 31],
      ['d', 33, 29],
    ] as const)
      pairing.add(key, psnrRgb, picture, [own], [rival])
    const [pair] = pairing.pairs(new Random(1))
    expect(pair).toMatchObject({ ...key, measure: 'PSNR RGB', won: 0.5, lost: 0.25, gain: { value: 0.5, n: 4 } })
    expect(pair.gain.low).toBeLessThan(0.5)
    expect(pair.pictures.map(({ picture, gain }) => [picture, gain])).toEqual([
      ['b', -3],
      ['c', 0],
      ['a', 1],
      ['d', 4],
    ])
  })

  it('knows more than two intervals do: a small gain on every picture is certain however much the pictures differ', () => {
    const pairing = new Pairing()
    const random = new Random('pictures')
    for (let i = 0; i < 24; i++) {
      const rival = random.uniform(20, 35)
      pairing.add(key, psnrRgb, String(i), [rival + random.uniform(0.05, 0.15)], [rival])
      pairing.add(key, castB, String(i), [-1], [2])
    }
    const [pair, cast] = pairing.pairs(new Random(1))
    expect(pair.gain.low).toBeGreaterThan(0.05)
    expect(pair.gain.high).toBeLessThan(0.15)
    expect([pair.won, cast.gain.value]).toEqual([1, 1])
  })
})
