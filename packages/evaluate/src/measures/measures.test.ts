import { createPicture, createPlane } from '@revelado/core'
import { describe, expect, it } from 'vitest'
import { castB, chromaGain, colourfulnessRatio, deltaE } from './colour.ts'
import { MOST_DECIBELS, psnrInside, psnrLumaGain, psnrRgb } from './fidelity.ts'
import { polarityRight, polarityWrong } from './polarity.ts'

const flat = (r: number, g = r, b = r) => {
  const picture = createPicture(8, 8)
  ;[r, g, b].forEach((v, c) => {
    picture.data.fill(v, c * 64, (c + 1) * 64)
  })
  return picture
}

describe('fidelity', () => {
  const target = flat(0.5)
  const lost = createPlane(8, 8)
  lost.data.fill(1, 0, 16)

  it('counts equal pictures as 60 dB and a tenth off as 20 dB', () => {
    expect(psnrRgb.of({ picture: target }, { condition: '', input: target, target })).toEqual([MOST_DECIBELS])
    expect(psnrRgb.of({ picture: flat(0.6) }, { condition: '', input: target, target })![0]).toBeCloseTo(20, 4)
    expect(psnrLumaGain.of({ picture: flat(0.51) }, { condition: '', input: flat(0.6), target })![0]).toBeCloseTo(20, 3)
  })

  it('looks inside the lost region only, and inside the frame only', () => {
    const picture = flat(0.5)
    picture.data.fill(0.6, 0, 16)
    picture.data.fill(0.6, 64, 80)
    picture.data.fill(0.6, 128, 144)
    expect(psnrInside.of({ picture }, { condition: '', input: target, target, lost })![0]).toBeCloseTo(20, 4)
    const box = { x: 0, y: 0, width: 8, height: 2 }
    expect(psnrRgb.of({ picture }, { condition: '', input: target, target, box })![0]).toBeCloseTo(20, 4)
    expect(psnrInside.of({ picture }, { condition: '', input: target, target })).toBeUndefined()
  })
})

describe('colour', () => {
  const target = flat(0.5, 0.5, 0.4)
  const grey = flat(0.49)

  it('has the signs right: blue is below nought', () => {
    expect(castB.of({ picture: flat(0.5, 0.5, 0.6) }, { condition: '', input: grey, target })![0]).toBeLessThan(-5)
    expect(deltaE.of({ picture: target }, { condition: '', input: grey, target })).toEqual([0])
  })

  it('gains nothing for grey and much for the right colours', () => {
    const question = { condition: '', input: grey, target }
    expect(chromaGain.summary([chromaGain.of({ picture: grey }, question)!])).toBeCloseTo(0, 6)
    expect(chromaGain.summary([chromaGain.of({ picture: flat(0.5, 0.5, 0.41) }, question)!])).toBeGreaterThan(10)
    expect(colourfulnessRatio.summary([colourfulnessRatio.of({ picture: target }, question)!])).toBe(1)
  })
})

describe('polarity', () => {
  const question = { condition: '', input: flat(0.5), negative: true }
  const saying = (negative: number) => ({ picture: flat(0.5), decisions: { negative, bw: 0, tone: 0, lost: 0 } })

  it('goes by the likelier answer', () => {
    const rows = [saying(0.51), saying(0.49), saying(1)].map((answer) => polarityRight.of(answer, question)!)
    expect(polarityRight.summary(rows)).toBeCloseTo(200 / 3, 9)
    expect(polarityWrong.summary(rows)).toBe(1)
    expect(polarityRight.of({ picture: flat(0.5) }, question)).toBeUndefined()
  })
})
