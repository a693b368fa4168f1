import { createPlane, createRaster, type Plane } from '@revelado/core'
import { describe, expect, it } from 'vitest'
import { judged } from './found.ts'
import { type Judge, PLAIN_JUDGE } from './marks.ts'
import { restore } from './restore.ts'
import type { GraphFeeds } from './session.ts'
import { standIn } from './stand-in.ts'
import { survey } from './survey.ts'

const SIDE = 64

const LOSES = { finds: true }

/** Mid grey with a square of pure red, `from` to `to` pixels from the upper left corner. */
function covered(side = SIDE, from = 20, to = 32) {
  const raster = createRaster(side, side, 8)
  raster.data.fill(128)
  for (let y = from; y < to; y++) for (let x = from; x < to; x++) raster.data.set([255, 0, 0], 3 * (y * side + x))
  return raster
}

describe('findLost', () => {
  it('tells LOOK and REPAIR what FIND found, widened, and shows them what stands around it', async () => {
    const { model, seen } = standIn(LOSES)
    const { record } = await restore(covered(), model)
    expect(seen.repair.length).toBe(1)
    const told = seen.repair[0].lost.data
    expect(told[25 * SIDE + 25]).toBe(1)
    expect(told[19 * SIDE + 19]).toBe(1)
    expect(told[10 * SIDE + 10]).toBe(0)
    expect(seen.repair[0].tile.data[25 * SIDE + 25]).toBeCloseTo(128 / 255, 2)
    expect(seen.look.at(-1)!.lost.data.some((v) => v > 0)).toBe(true)
    expect(seen.look.at(-1)!.picture.data[25 * SIDE + 25]).toBeCloseTo(128 / 255, 2)
    expect(record.damage.lost).toBeGreaterThanOrEqual(14 ** 2 / SIDE ** 2)
    expect(record.changes.invented).toBeGreaterThan(0)
    expect(record.decisions[3]).toMatchObject({ by: 'model', used: 1 })
  })

  it('searches a large picture from the size of the card down by halves, padded to its multiple, and marks it at full size', async () => {
    const { model, seen } = standIn(LOSES)
    const side = 600
    await restore(covered(side, 200, 400), model)
    // Each as it is and as its mirror image
    expect(seen.find.map(({ picture }) => picture.dims[3])).toEqual([256, 128, 256, 128])
    const [tile] = seen.repair
    const [, , , width] = tile.lost.dims
    expect(tile.lost.data[300 * width + 300]).toBe(1)
    expect(tile.lost.data[180 * width + 180]).toBe(0)
    const small = standIn(LOSES)
    await restore(covered(40, 10, 20), small.model)
    expect(small.seen.find.map(({ picture }) => picture.dims)).toEqual([
      [1, 3, 64, 64],
      [1, 3, 64, 64],
    ])
  })

  it('finds what shows at one size only', async () => {
    const { model, seen } = standIn({ finds: (width) => width === 128 })
    await restore(covered(256, 80, 160), model)
    expect(seen.repair[0].lost.data[120 * 256 + 120]).toBe(1)
    expect(seen.repair[0].lost.data[60 * 256 + 60]).toBe(0)
  })

  it('leaves what shows at the finest size alone, and no coarser one confirms', async () => {
    for (const damage of ['auto', 'on'] as const) {
      const { model } = standIn({ finds: (width) => width === 256 })
      expect((await restore(covered(256, 80, 160), model, { damage })).record.damage.lost).toBe(0)
    }
  })

  it('asks of the mirror image too where something may be lost, and must be told the same', async () => {
    const sound = standIn({ finds: () => false })
    await restore(covered(), sound.model)
    expect(sound.seen.find.length).toBe(1)
    const { model, seen } = standIn(LOSES)
    const once = model.find!
    await restore(covered(), model)
    const [own, other] = seen.find.map(({ picture }) => picture.data)
    for (let i = 0; i < SIDE; i++) expect(other[20 * SIDE + i]).toBe(own[20 * SIDE + SIDE - 1 - i])
    let asked = 0
    const find: typeof once = {
      run: async (feeds) => {
        const { hidden } = await once.run(feeds)
        return { hidden: asked++ % 2 ? { ...hidden, data: hidden.data.map((v) => 0.9 * v) } : hidden }
      },
    }
    const { record } = await restore(covered(), { ...model, find })
    expect(record.damage.lost).toBe(0)
  })

  it('leaves the question to a mask that was given', async () => {
    const { model, seen } = standIn(LOSES)
    const data = new Uint8Array(SIDE * SIDE).fill(255, 0, 4 * SIDE)
    await restore(covered(), model, { mask: { width: SIDE, height: SIDE, data } })
    expect(seen.find.length).toBe(0)
    expect(seen.repair[0].lost.data[0]).toBe(1)
    expect(seen.repair[0].lost.data[25 * SIDE + 25]).toBe(0)
  })

  it('asked to search, does so beside a mask too; told not to, it does not', async () => {
    const asked = standIn(LOSES)
    const data = new Uint8Array(SIDE * SIDE).fill(255, 0, 4 * SIDE)
    await restore(covered(), asked.model, { damage: 'on', mask: { width: SIDE, height: SIDE, data } })
    const told = asked.seen.repair[0].lost.data
    expect([told[0], told[25 * SIDE + 25], told[60 * SIDE + 60]]).toEqual([1, 1, 0])
    const kept = standIn(LOSES)
    const { record } = await restore(covered(), kept.model, { damage: 'off' })
    expect(kept.seen.find.length).toBe(0)
    expect(record.decisions[3]).toMatchObject({ by: 'damage', used: 0 })
    expect(record.options.damage).toBe('off')
    await expect(restore(covered(), kept.model, { damage: 'yes' as 'on' })).rejects.toMatchObject({ code: 'bad-argument' })
  })

  it('fills what is likely only where it was asked to search', async () => {
    const { model } = standIn(LOSES)
    const scratched = covered()
    scratched.data.fill(128, 3 * 22 * SIDE)
    const likely = {
      ...model,
      find: {
        run: async (feeds: GraphFeeds) => {
          const { hidden } = await model.find!.run(feeds)
          return { hidden: { ...hidden, data: hidden.data.map((v) => 0.98 * v) } }
        },
      },
    }
    const unasked = (await restore(scratched, likely)).record.damage
    expect(unasked.lost).toBe(0)
    // Two rows of twelve pixels
    expect(unasked.left).toBeCloseTo(24 / SIDE ** 2, 6)
    const asked = (await restore(scratched, likely, { damage: 'on' })).record.damage
    expect(asked.lost).toBeGreaterThan(0)
    expect(asked.left).toBe(0)
  })

  it('needs less of the marks of a picture once one of them is sure', async () => {
    const { model } = standIn(LOSES)
    // A line of pure red, certain, and below it one of which FIND is less sure
    const raster = createRaster(SIDE, SIDE, 8)
    raster.data.fill(128)
    for (const y of [20, 21, 40, 41]) for (let x = 10; x < 50; x++) raster.data.set([255, 0, 0], 3 * (y * SIDE + x))
    const judge: Judge = { ...PLAIN_JUDGE, damaged: 0.5 }
    const asked = async (judge: Judge, upper: number) => {
      const find = {
        run: async (feeds: GraphFeeds) => {
          const { hidden } = await model.find!.run(feeds)
          const { dims, data } = hidden
          return { hidden: { dims, data: data.map((v, i) => v * (Math.floor(i / dims[3]) < 30 ? upper : 0.7)) } }
        },
      }
      return (await restore(raster, { ...model, find, card: { ...model.card, find: { ...model.card.find!, judge } } })).record.damage.lost
    }
    const line = (4 * 42) / SIDE ** 2
    expect(await asked(PLAIN_JUDGE, 1)).toBeCloseTo(line, 5)
    expect(await asked(judge, 1)).toBeCloseTo(2 * line, 5)
    expect(await asked(judge, 0.7)).toBe(0)
  })

  it('does not let the judge believe wide marks of a negative unasked: they may be its perforation', async () => {
    const certain = { first: { weights: [0, 0], bias: 9 }, second: { weights: [0, 0, 0], bias: 9 } }
    const judge: Judge = { ...PLAIN_JUDGE, wide: certain }
    const lost = async (negative: number, damage: 'auto' | 'on') => {
      const { model } = standIn({ ...LOSES, probabilities: [negative, 0, 0, 0] })
      const find = {
        run: async (feeds: GraphFeeds) => {
          const { hidden } = await model.find!.run(feeds)
          return { hidden: { ...hidden, data: hidden.data.map((v) => 0.9 * v) } }
        },
      }
      const judged = { ...model, find, card: { ...model.card, find: { ...model.card.find!, judge } } }
      return (await restore(covered(), judged, { damage })).record.damage.lost
    }
    expect(await lost(0, 'auto')).toBeGreaterThan(0)
    expect(await lost(1, 'auto')).toBe(0)
    expect(await lost(1, 'on')).toBeGreaterThan(0)
  })

  it('does not believe that most of a picture is lost', async () => {
    const { model, seen } = standIn(LOSES)
    await restore(covered(SIDE, 4, 60), model)
    expect(seen.repair[0].lost.data.every((v) => v === 0)).toBe(true)
  })

  it('is not asked where nothing may be painted, and nothing is lost for a model without it', async () => {
    const kept = standIn(LOSES)
    await restore(covered(), kept.model, { noInvent: true })
    await restore(covered(), kept.model, { strength: 0 })
    expect(kept.seen.find.length).toBe(0)
    expect(kept.seen.repair[0].tile.data[25 * SIDE + 25]).toBe(1)
    const without = standIn()
    const { record } = await restore(covered(), without.model)
    expect(record.damage.lost).toBe(0)
  })

  it('counts in a survey, as restoring would', async () => {
    const { model } = standIn(LOSES)
    const { record } = await survey(covered(), model)
    expect(record.damage.lost).toBeCloseTo(14 ** 2 / SIDE ** 2, 5)
  })
})

describe('judged', () => {
  const side = 128
  /** 0 but for what is drawn. */
  const evidence = (draw: (x: number, y: number) => number): Plane => {
    const likely = createPlane(side, side)
    for (let i = 0; i < side * side; i++) likely.data[i] = draw(i % side, Math.floor(i / side))
    return likely
  }
  const at = (plane: Plane, x: number, y: number) => (judged(plane, PLAIN_JUDGE).data[y * side + x] >= PLAIN_JUDGE.asked ? 1 : 0)

  it('believes a line, and a wide shape only where FIND is as good as certain', () => {
    const line = evidence((_, y) => (y > 60 && y < 64 ? 0.9 : 0))
    expect(at(line, 64, 62)).toBe(1)
    const square = (value: number) => evidence((x, y) => (x > 30 && x < 60 && y > 30 && y < 60 ? value : 0))
    expect(at(square(0.9), 45, 45)).toBe(0)
    expect(at(square(0.9), 31, 31)).toBe(0)
    expect(at(square(0.9995), 45, 45)).toBe(1)
    expect(at(square(0.9995), 31, 31)).toBe(1)
  })

  it('drops a doubtful shape, and not the line that crosses it', () => {
    const both = evidence((x, y) => (x > 30 && x < 60 && y > 30 && y < 60 ? 0.9 : y > 44 && y < 47 ? 0.95 : 0))
    expect(at(both, 45, 40)).toBe(0)
    expect(at(both, 100, 45)).toBe(1)
    expect(at(both, 10, 45)).toBe(1)
  })

  it('says less of wide marks where it is to be stricter with them', () => {
    const both = evidence((x, y) => ((x > 30 && x < 60 && y > 30 && y < 60) || (y > 100 && y < 103) ? 0.9 : 0))
    const byMean = { first: { weights: [0, 0], bias: 0 }, second: { weights: [1, 0, 0], bias: 0 } }
    const judge: Judge = { ...PLAIN_JUDGE, ...byMean, wide: byMean }
    const at = (stricter: number, x: number, y: number) => judged(both, judge, stricter).data[y * side + x]
    expect(at(0, 45, 45)).toBeCloseTo(Math.log(9), 4)
    expect(at(1.5, 45, 45)).toBeCloseTo(Math.log(9) - 1.5, 4)
    expect(at(1.5, 45, 101)).toBeCloseTo(Math.log(9), 4)
  })

  it('takes the sure part of what is doubtful as a whole', () => {
    // A scratch that runs along the rim of something large
    const joined = evidence((x, y) => (y === 40 && x > 20 ? 0.97 : y > 40 && y < 43 ? 0.6 : 0))
    const sure: Judge = { ...PLAIN_JUDGE, second: { weights: [1, 0, 0], bias: -2 } }
    const { data } = judged(joined, sure)
    expect(data[40 * side + 60]).toBeGreaterThan(0)
    expect(data[42 * side + 60]).toBeLessThan(0)
  })

  it('leaves or takes a mark as a whole, by what the judge of the model says of it', () => {
    const two = evidence((x, y) => ((y === 20 && x < 90) || (y === 80 && x < 12) ? (x === 5 ? 0.95 : y === 20 ? 0.7 : 0.55) : 0))
    const byMean: Judge = { ...PLAIN_JUDGE, second: { weights: [1, 0, 0], bias: -0.7 } }
    const { data } = judged(two, byMean)
    expect(data[20 * side]).toBeGreaterThan(0)
    expect(data[20 * side + 89]).toBe(data[20 * side])
    expect(data[80 * side + 5]).toBeLessThan(0)
    expect(data[50 * side]).toBe(Number.NEGATIVE_INFINITY)
  })
})

it.each([0, 1])('takes back what REPAIR paints where nothing is known to be lost, black-and-white: %d', async (bw) => {
  const { model } = standIn({ ...LOSES, probabilities: [0, bw, 0, 0] })
  const GUESS = [0.9, 0.5, 0.6]
  /** LOOK that shows one colour everywhere, and a REPAIR that takes everything for lost and paints that everywhere. */
  const eager = {
    ...model,
    look: {
      run: async (feeds: GraphFeeds) => {
        const outputs = await model.look.run(feeds)
        const n = outputs.small.data.length / 3
        return { ...outputs, small: { ...outputs.small, data: outputs.small.data.map((_, i) => GUESS[Math.floor(i / n)]) } }
      },
    },
    repair: {
      run: async (feeds: GraphFeeds) => {
        const outputs = await model.repair.run(feeds)
        const gate = outputs.gate.data.map(() => 1)
        return { ...outputs, restored: { ...outputs.restored, data: feeds.look.data.slice() }, gate: { ...outputs.gate, data: gate } }
      },
    },
  }
  // A red scratch on grey
  const raster = covered()
  raster.data.fill(128, 3 * 22 * SIDE)
  const { raster: out, map } = await restore(raster, eager, { map: true })
  const [r, g, b] = out.data.subarray(3 * (45 * SIDE + 45))
  // What stands there without painting: the scan, in LOOK's colour where that is guessed
  expect(Math.abs(0.299 * r + 0.587 * g + 0.114 * b - 128)).toBeLessThan(1)
  if (bw) expect(r - g).toBeGreaterThan(80)
  else expect([r, g, b]).toEqual([128, 128, 128])
  // 3: invented
  expect(map!.data[45 * SIDE + 45]).not.toBe(3)
  expect(map!.data[21 * SIDE + 25]).toBe(3)
})
