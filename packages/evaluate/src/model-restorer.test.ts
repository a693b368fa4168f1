import { createPicture, createPlane } from '@revelado/core'
import type { RestoreModel } from '@revelado/restore'
import { standIn } from '@revelado/restore/stand-in.ts'
import { describe, expect, it } from 'vitest'
import { openModel, restorerOf } from './model-restorer.ts'

const picture = createPicture(40, 32)
picture.data.forEach((_, i) => {
  picture.data[i] = (i % 40) / 50
})

/** REPAIR that makes everything lighter than it was developed. */
function brightening(model: RestoreModel): RestoreModel {
  return {
    ...model,
    repair: {
      async run(feeds) {
        const outputs = await model.repair.run(feeds)
        const { data, dims } = outputs.restored
        return { ...outputs, restored: { data: data.map((v) => v + 0.1), dims } }
      },
    },
  }
}

describe('restorerOf', () => {
  it('gives picture, planes and probabilities of a model', async () => {
    const { picture: out, gate, spread, decisions } = await restorerOf(standIn({ probabilities: [0.8, 0.1, 0.2, 0] }).model)(picture, {})
    expect([out.width, out.height]).toEqual([40, 32])
    expect(decisions?.negative).toBeCloseTo(0.8, 6)
    expect(gate?.data).toHaveLength(40 * 32)
    expect(spread?.data).toHaveLength(40 * 32)
  })

  it('calls invented what the mask says is lost', async () => {
    const mask = createPlane(40, 32)
    mask.data.fill(1, 0, 400)
    const { gate } = await restorerOf(standIn().model)(picture, { mask })
    expect(gate?.data).toEqual(mask.data)
  })

  it('develops without repairing where asked, and keeps faces', async () => {
    const faces = [{ x: 0.2, y: 0.2, width: 0.6, height: 0.6 }]
    const model = () => brightening(standIn({ probabilities: [1, 0, 0, 0] }).model)
    const { picture: out, developed } = await restorerOf(model())(picture, { faces, developed: true })
    expect(developed!.data[5]).toBeCloseTo(1 - picture.data[5], 2)
    const middle = 16 * 40 + 20
    const free = await restorerOf(model())(picture, {})
    expect(free.developed).toBeUndefined()
    expect(free.picture.data[middle] - developed!.data[middle]).toBeGreaterThan(0.08)
    expect(Math.abs(out.data[middle] - developed!.data[middle])).toBeLessThan(0.03)
  })

  it('only looks when nothing else is wanted', async () => {
    const { model, seen } = standIn()
    const { picture: out } = await restorerOf(model)(picture, { inspectOnly: true })
    expect(out).toBe(picture)
    expect(seen.repair).toEqual([])
  })
})

it('openModel says which card is missing', async () => {
  await expect(openModel('/nowhere/at/all')).rejects.toMatchObject({ code: 'no-model' })
})
