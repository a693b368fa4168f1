import { createPicture, createPlane, Random } from '@revelado/core'
import { expect, it } from 'vitest'
import { type BatchShape, createBatch } from './batch.ts'
import { cutView, drawView, fillSample, photographOf, pieceOf } from './sample.ts'

const SIDE = 64
const kinds = { colour: 1, bw: 0, 'colour-negative': 0, 'bw-negative': 0 }
const heavy = { kinds, severities: { clean: 0, light: 0, heavy: 1 } }
const scratched = { kinds, severities: { clean: 0, light: 1, heavy: 0 }, light: [{ scratches: 1 }] }

function drawn(seed: string, more: Partial<BatchShape> = {}) {
  const random = new Random(seed)
  const photo = createPicture(SIDE, SIDE)
  for (let i = 0; i < photo.data.length; i++) photo.data[i] = random.uniform(0.3, 0.7)
  const batch = createBatch({ count: 1, canvas: SIDE, look: 32, tile: SIDE, tiles: 1, mixture: heavy, ...more })
  fillSample(batch, 0, photographOf(photo), seed)
  return batch
}

const seeds = Array.from({ length: 30 }, (_, k) => `sample.test ${k}`)

it('tells every loss, and what lies beside it, where all is told', () => {
  for (const seed of seeds) {
    const { tileLost, tileTold } = drawn(seed, { tellsAll: true })
    let beside = 0
    for (let i = 0; i < tileLost.length; i++) {
      if (tileLost[i] > 0) expect(tileTold[i]).toBe(1)
      else beside += tileTold[i]
    }
    if (tileLost.some((share) => share > 0) && tileTold.some((told) => told === 0)) expect(beside).toBeGreaterThan(0)
  }
})

it('tells of a share of the losses else, and now and then not of all of one', () => {
  const batches = seeds.map((seed) => drawn(seed))
  const told = batches.filter(({ tileTold }) => tileTold.some((value) => value > 0))
  expect(told.length).toBeGreaterThan(4)
  expect(told.length).toBeLessThan(22)
  const lacking = told.filter(({ tileLost, tileTold }) => tileLost.some((share, i) => share > 0 && tileTold[i] === 0))
  expect(lacking.length).toBeGreaterThan(0)
  expect(lacking.length).toBeLessThan(told.length)
})

it('tells nothing where FIND learns, shows what covers, and says where', () => {
  let [asUsual, elsewhere] = [0, 0]
  for (const seed of seeds) {
    const { told, lost, picture } = drawn(seed, { finds: true })
    expect(told.every((value) => value === 0)).toBe(true)
    const usual = drawn(seed)
    // What is lost, and the rims of thin marks; but in a piece of something larger
    if (lost.some((share, i) => share < usual.lost[i])) elsewhere++
    else if (picture.every((value, i) => value === usual.picture[i])) asUsual++
  }
  expect(elsewhere).toBeGreaterThan(0)
  expect(elsewhere).toBeLessThan(7)
  // But where a view is enlarged, or something was told
  expect(asUsual).toBeGreaterThan(2)
})

it('enlarges a share of the views, up to fourfold, within 0..1', () => {
  const size = { width: 300, height: 200 }
  const sides = (share: number) => Array.from({ length: 300 }, (_, k) => drawView(size, 96, new Random(k), share).side)
  expect(Math.min(...sides(0))).toBeGreaterThanOrEqual(96)
  const some = sides(1 / 3)
  expect(Math.min(...some)).toBeGreaterThanOrEqual(24)
  expect(some.filter((side) => side < 96).length).toBeGreaterThan(70)
  expect(some.filter((side) => side < 96).length).toBeLessThan(130)
  const edge = createPicture(40, 40)
  for (let i = 0; i < edge.data.length; i++) edge.data[i] = i % 40 < 20 ? 0 : 1
  const view = cutView(photographOf(edge), { x: 0, y: 0, side: 40, mirrored: false }, 96)
  expect([view.width, view.height]).toEqual([96, 96])
  expect([Math.min(...view.data), Math.max(...view.data)]).toEqual([0, 1])
  expect(view.data.some((value) => value > 0.2 && value < 0.8)).toBe(true)
})

it('counts scratches as hidden where FIND learns, and as no loss else', () => {
  const shares = (finds: boolean) => seeds.map((seed) => drawn(seed, { finds, mixture: scratched }).lost.some((share) => share > 0))
  expect(shares(false)).not.toContain(true)
  expect(shares(true).filter(Boolean).length).toBeGreaterThan(seeds.length / 2)
})

it('tells all that is hidden where FILL learns, scratches too, and shows what stands around it', () => {
  let [beyond, scratchedOnes] = [0, 0]
  for (const seed of seeds) {
    const { told, lost, picture, target } = drawn(seed, {
      fills: true,
      look: SIDE,
      mixture: { ...scratched, faded: 0, inverted: 0, mounted: 0 },
    })
    if (lost.some((share) => share > 0)) scratchedOnes++
    for (let i = 0; i < lost.length; i++) {
      if (lost[i] > 0) expect(told[i]).toBe(1)
      else beyond += told[i]
      // Noise between 0.3 and 0.7, smoothly filled: no scratch of black or white is left
      if (told[i] > 0) expect(Math.abs(picture[i] - target[i])).toBeLessThan(0.45)
    }
  }
  expect(scratchedOnes).toBeGreaterThan(20)
  expect(beyond).toBeGreaterThan(0)
})

it('cuts a piece with its masks, and says what of it is frame', () => {
  const plane = createPlane(40, 40)
  plane.data[12 * 40 + 20] = 1
  const picture = createPicture(40, 40)
  const sample = {
    input: picture,
    target: picture,
    lost: plane,
    hidden: plane,
    box: { x: 10, y: 10, width: 20, height: 20 },
    labels: { negative: 1, bw: 0, tone: 0, lost: 1 } as const,
  }
  const piece = pieceOf(sample, 15, 5, 16)
  expect(piece.box).toEqual({ x: 0, y: 5, width: 15, height: 11 })
  expect([piece.lost.width, piece.lost.data[7 * 16 + 5], piece.hidden?.data[7 * 16 + 5]]).toEqual([16, 1, 1])
  expect(pieceOf(sample, 24, 24, 16).box).toEqual({ x: 0, y: 0, width: 6, height: 6 })
  for (const [x, y] of [
    [0, 0],
    [32, 0],
    [0, 32],
  ])
    expect(pieceOf(sample, x, y, 8).box).toMatchObject({ width: expect.any(Number), height: 0 })
})
