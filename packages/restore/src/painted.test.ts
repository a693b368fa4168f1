import { createPicture, createPlane, fillLost, type Picture, type Plane } from '@revelado/core'
import { describe, expect, it } from 'vitest'
import { paintLost } from './painted.ts'
import type { GraphFeeds } from './session.ts'
import { standIn } from './stand-in.ts'

function ramp(width: number, height: number): Picture {
  const picture = createPicture(width, height)
  for (let i = 0; i < picture.data.length; i++) picture.data[i] = 0.2 + (0.6 * (i % width)) / width
  return picture
}

function square(width: number, height: number, from: number, side: number): Plane {
  const plane = createPlane(width, height)
  for (let y = from; y < from + side; y++) plane.data.fill(1, y * width + from, y * width + from + side)
  return plane
}

function painter(): {
  seen: GraphFeeds[]
  painter: { session: NonNullable<ReturnType<typeof standIn>['model']['fill']>; multiple: number }
} {
  const { model, seen } = standIn({ fills: true })
  return { seen: seen.fill, painter: { session: model.fill!, multiple: 32 } }
}

describe('paintLost', () => {
  it('fills smoothly without a FILL', async () => {
    const [picture, lost] = [ramp(40, 24), square(40, 24, 8, 6)]
    expect((await paintLost(picture, lost, undefined)).data).toEqual(fillLost(picture, lost).data)
  })

  it('shows FILL the smooth filling on its grid, and takes of it what is lost', async () => {
    const [picture, lost] = [ramp(40, 24), square(40, 24, 8, 6)]
    const { seen, painter: by } = painter()
    const { data } = await paintLost(picture, lost, by)
    expect(seen.map(({ picture: { dims } }) => dims)).toEqual([[1, 3, 32, 64]])
    expect(seen[0].picture.data[10 * 64 + 10]).toBeCloseTo(fillLost(picture, lost).data[10 * 40 + 10], 6)
    expect(seen[0].lost.data[10 * 64 + 10]).toBe(1)
    const n = 40 * 24
    for (let i = 0; i < n; i++)
      expect([0, 1, 2].map((c) => data[c * n + i])).toEqual(lost.data[i] ? [0, 0, 1] : [0, 1, 2].map((c) => picture.data[c * n + i]))
  })

  it('takes the depth of a large hole from the picture half as large', async () => {
    const [picture, lost] = [ramp(160, 160), square(160, 160, 30, 90)]
    const { seen, painter: by } = painter()
    const { data } = await paintLost(picture, lost, by)
    expect(seen.map(({ picture: { dims } }) => dims[3])).toEqual([96, 160])
    const [, fine] = seen
    expect(fine.lost.data[75 * 160 + 75]).toBe(0)
    expect(fine.lost.data[40 * 160 + 75]).toBe(1)
    // The stand-in paints blue: the depth, already painted, is known to the second look
    expect(fine.picture.data[2 * 160 * 160 + 75 * 160 + 75]).toBeCloseTo(1, 6)
    expect(data[2 * 160 * 160 + 75 * 160 + 75]).toBeCloseTo(1, 6)
  })

  it('leaves a picture alone that has lost nothing, and ends where all of it is lost', async () => {
    const { seen, painter: by } = painter()
    const picture = ramp(100, 80)
    expect(await paintLost(picture, createPlane(100, 80), by)).toBe(picture)
    expect(seen.length).toBe(0)
    await paintLost(picture, createPlane(100, 80, new Float32Array(8000).fill(1)), by)
    expect(seen.length).toBe(2)
  })
})
