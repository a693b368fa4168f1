import fc from 'fast-check'
import { expect, it } from 'vitest'
import { BAND, BEYOND, Front, INSIDE, KNOWN, march } from './fast-marching.ts'

it('gives items back by key, equals in the order they came', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9 })), (keys) => {
      const front = new Front()
      keys.forEach((key, i) => {
        front.push(i, key)
      })
      const out = keys.map(() => front.pop())
      expect(out).toEqual(keys.map((_, i) => i).sort((a, b) => keys[a] - keys[b] || a - b))
      expect(front.size).toBe(0)
    }),
  )
})

it('measures the distance from a straight rim exactly and visits the nearest first', () => {
  const stride = 7
  const state = new Uint8Array(stride * 8).fill(BEYOND)
  const time = new Float32Array(state.length).fill(1e6)
  for (let y = 1; y < 7; y++) for (let x = 1; x < 6; x++) state[y * stride + x] = y === 1 ? KNOWN : y === 2 ? BAND : INSIDE
  for (let x = 1; x < 6; x++) time[2 * stride + x] = 0
  const visited: number[] = []
  march(state, time, stride, (p) => visited.push(p))
  for (let y = 3; y < 7; y++) for (let x = 1; x < 6; x++) expect(time[y * stride + x]).toBe(y - 2)
  expect(visited).toHaveLength(20)
  expect(visited.map((p) => time[p])).toEqual(visited.map((p) => time[p]).sort((a, b) => a - b))
})
