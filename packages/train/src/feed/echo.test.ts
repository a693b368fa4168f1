// What comes again, when, and mirrored.
import { expect, it } from 'vitest'
import { lookTensors } from '../stages/look.ts'
import { type BatchShape, createBatch } from './batch.ts'
import { echoing } from './echo.ts'
import type { Feed } from './feed.ts'

const shape: BatchShape = { count: 1, canvas: 64, look: 32, tile: 32, tiles: 0 }

/** A feed whose batches say their number, and what was asked of it. */
function countingFeed(): { feed: Feed; asked: string[] } {
  const asked: string[] = []
  const batch = (index: number) => {
    const made = createBatch(shape)
    made.labels.fill(index)
    return made
  }
  const feed: Feed = {
    async next(index) {
      asked.push(`next ${index}`)
      return batch(index)
    },
    async again(index) {
      asked.push(`again ${index}`)
      return batch(index)
    },
    async close() {},
  }
  return { feed, asked }
}

it('brings each batch three times, sixteen batches apart, and asks the feed once', async () => {
  const { feed, asked } = countingFeed()
  const next = echoing(feed, 3)
  const seen: (readonly [number, number | undefined])[] = []
  for (let step = 0; step < 300; step++) {
    const { labels, pass } = await next(step, shape)
    seen.push([labels[0], pass])
  }
  expect(seen.slice(0, 6)).toEqual([
    [0, 0],
    [0, 1],
    [0, 2],
    [1, 0],
    [1, 1],
    [1, 2],
  ])
  expect(seen.slice(-3)).toEqual([
    [99, 0],
    [83, 1],
    [67, 2],
  ])
  for (let index = 50; index < 68; index++) expect(seen.filter(([at]) => at === index)).toHaveLength(3)
  expect(asked).toEqual(Array.from({ length: 100 }, (_, index) => `next ${index}`))
})

it('draws anew what a pause has lost', async () => {
  const { feed, asked } = countingFeed()
  const next = echoing(feed, 2)
  expect((await next(101, shape)).labels[0]).toBe(34)
  expect((await next(102, shape)).labels[0]).toBe(51)
  expect(asked).toEqual(['again 34', 'next 51'])
})

it('leaves a feed alone whose batches come once', async () => {
  const { feed } = countingFeed()
  expect(await echoing(feed, 1)(5, shape)).toEqual(await feed.next(5, shape))
})

it('mirrors every other time, what stands for the whole picture not', () => {
  const batch = createBatch(shape)
  for (let i = 0; i < batch.picture.length; i++) batch.picture[i] = (i * 7919) % 1013
  batch.labels.set([1, 0, 0, 1])
  const [first, second, third] = [0, 1, 2].map((pass) => lookTensors({ ...batch, pass }))
  expect(third.picture.toFloat32Array()).toEqual(batch.picture)
  expect(first.picture.toFloat32Array()).toEqual(batch.picture)
  const rows = batch.picture.slice()
  for (let row = 0; row < rows.length; row += 32) rows.subarray(row, row + 32).reverse()
  expect(second.picture.toFloat32Array()).toEqual(rows)
  expect(second.labels.toFloat32Array()).toEqual(batch.labels)
})
