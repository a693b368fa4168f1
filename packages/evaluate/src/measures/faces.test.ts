import { createPicture, createPlane, Random } from '@revelado/core'
import { describe, expect, it } from 'vitest'
import { faceDifference, faceToDevelopment, faceToInput, worstFace } from './faces.ts'

const [WIDTH, HEIGHT] = [128, 96]
const N = WIDTH * HEIGHT
const FACE = { x: 0.25, y: 0.25, width: 0.5, height: 0.5 }

const flat = (r: number, g = r, b = r) => {
  const picture = createPicture(WIDTH, HEIGHT)
  for (const [c, v] of [r, g, b].entries()) picture.data.fill(v, c * N, (c + 1) * N)
  return picture
}
/** Adds to the pixels that `where` names. */
const changed = (picture = flat(0.5), by: number, where: (x: number, y: number) => boolean) => ({
  ...picture,
  data: picture.data.map((v, i) => (where(i % WIDTH, Math.floor((i % N) / WIDTH)) ? v + by : v)),
})

describe('faceDifference', () => {
  const face = flat(0.5)

  it('sees a shift of light, and what is large; not what is finer than 1/32 of the face, nor what lies elsewhere', () => {
    expect(faceDifference(FACE, flat(0.6), face, undefined, false)).toBeGreaterThan(8)
    expect(
      faceDifference(
        FACE,
        changed(face, 0.2, (x) => x < 64),
        face,
        undefined,
        false,
      ),
    ).toBeGreaterThan(4)
    const random = new Random('fine')
    const fine = { ...face, data: face.data.map((v) => v + random.normal(0, 0.03)) }
    expect(faceDifference(FACE, fine, face, undefined, false)).toBeLessThan(2)
    expect(
      faceDifference(
        FACE,
        changed(face, 0.4, (x, y) => x < 20 || y < 12),
        face,
        undefined,
        false,
      ),
    ).toBeLessThan(0.01)
  })

  it('compares the light alone where colours are guessed', () => {
    // The same luma by BT.601: 0.299 · 0.1 = 0.114 · 0.2623.
    const tinted = flat(0.6, 0.5, 0.5 - (0.299 * 0.1) / 0.114)
    expect(faceDifference(FACE, tinted, face, undefined, false)).toBeGreaterThan(5)
    expect(faceDifference(FACE, tinted, face, undefined, true)).toBeLessThan(0.1)
  })

  it('leaves out what was invented, and its light does not leak', () => {
    const hole = (x: number, y: number) => x > 50 && x < 70 && y > 40 && y < 50
    const gate = createPlane(WIDTH, HEIGHT)
    for (let i = 0; i < N; i++) if (hole(i % WIDTH, Math.floor(i / WIDTH))) gate.data[i] = 1
    expect(faceDifference(FACE, changed(face, 0.5, hole), face, undefined, false)).toBeGreaterThan(1)
    expect(faceDifference(FACE, changed(face, 0.5, hole), face, gate, false)).toBeLessThan(0.01)
  })
})

describe('the measures', () => {
  const question = { condition: '', input: flat(0.4), faces: [FACE, { x: 0, y: 0, width: 0.1, height: 0.1 }] }
  const answer = { picture: changed(flat(0.5), 0.1, (x, y) => x < 24 && y < 20), developed: flat(0.5) }

  it('are taken against the developed picture, the worst face apart, and against the input', () => {
    const row = faceToDevelopment.of(answer, question)!
    expect(row[0]).toBeCloseTo(row[1] / 2, 2)
    expect(worstFace.summary([row, [0, 0.5]])).toBe(row[1])
    expect(faceToInput.of(answer, question)![0]).toBeGreaterThan(row[0])
    expect(faceToDevelopment.of({ picture: answer.picture }, question)).toBeUndefined()
    expect(faceToDevelopment.of(answer, { ...question, faces: [] })).toBeUndefined()
  })
})
