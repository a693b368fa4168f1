// How much of the training's speed the feed leaves: samples a second with batches drawn beside the steps, against steps on one
// stored batch, in turns.
//   npx tsx --single-threaded-gc bench/feed.ts [--part look|repair] [--threads N] [--workers N] [--rounds N]
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { Random } from '@revelado/core'
import { scope, setThreads } from '@revelado/torch'
import { parseConfig } from '../packages/train/src/config.ts'
import { cacheFolder } from '../packages/train/src/data/cache-folder.ts'
import { makePhotographs } from '../packages/train/src/data/made-photographs.ts'
import { buildCache } from '../packages/train/src/data/pictures.ts'
import type { Batch, BatchShape } from '../packages/train/src/feed/batch.ts'
import { startFeed } from '../packages/train/src/feed/feed.ts'
import { libtorchOps } from '../packages/train/src/libtorch.ts'
import { optimise } from '../packages/train/src/run/optimise.ts'
import { createState } from '../packages/train/src/run/state.ts'
import { lookLoss } from '../packages/train/src/stages/look.ts'
import { repairLoss } from '../packages/train/src/stages/repair.ts'

const { values } = parseArgs({
  options: {
    part: { type: 'string', default: 'look' },
    threads: { type: 'string', default: '2' },
    workers: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '5' },
  },
})
const part = values.part === 'repair' ? 'repair' : 'look'
/** What the shipped recipes train with. */
const SHAPES: Record<'look' | 'repair', BatchShape> = {
  look: { count: 16, canvas: 160, look: 128, tile: 64, tiles: 0 },
  repair: { count: 4, canvas: 160, look: 128, tile: 64, tiles: 3 },
}
const shape = SHAPES[part]
const STEPS = 8
/** Batches that the feed has ready when a round begins are not counted. */
const READY = 5
/** Long enough for the feed to fill its queue and fall idle before a round on the stored batch. */
const IDLE_MS = 4000

const made = mkdtempSync(join(tmpdir(), 'revelado-feed-'))
let pictures = join(cacheFolder(), 'pictures')
if (!existsSync(join(pictures, 'index.ndjson'))) {
  pictures = join(made, 'cache')
  await makePhotographs(join(made, 'photographs'), 40)
  await buildCache(join(made, 'photographs'), pictures)
}

const config = parseConfig({
  name: 'feed',
  minutes: 1,
  optimiser: 'muon',
  phases: [{ part, share: 1, look: shape.look, batch: shape.count }],
})
setThreads(Number(values.threads))
const state = createState(config)
const feed = startFeed({ folder: pictures, role: 'train', seed: 1 }, Number(values.workers))
const learning = [...state.slots.values()].filter(({ name }) => name.startsWith(`${part}.`))
let drawn = 0

function step(batch: Batch): void {
  const random = new Random('bench')
  const ops = libtorchOps(state.live)
  scope(() => {
    const { loss } = part === 'look' ? lookLoss(ops, config, batch, random, null) : repairLoss(ops, config.network, batch, random)
    loss.backward()
  })
  optimise(learning, config, config.learningRate)
}

/** Samples a second over STEPS steps. */
async function rate(next: () => Promise<Batch>): Promise<number> {
  const start = performance.now()
  for (let i = 0; i < STEPS; i++) step(await next())
  return (STEPS * shape.count * 1000) / (performance.now() - start)
}

const fresh = (): Promise<Batch> => feed.next(drawn++, shape)
const stored = await fresh()
for (let i = 0; i < READY; i++) step(stored)
const ratios: number[] = []
for (let round = 0; round < Number(values.rounds); round++) {
  await pause(IDLE_MS)
  const alone = await rate(async () => stored)
  for (let i = 0; i < READY; i++) step(await fresh())
  const fed = await rate(fresh)
  ratios.push(fed / alone)
  console.log(
    `${part}: ${fed.toFixed(1)} samples/s with the feed, ${alone.toFixed(1)} on one stored batch: ratio ${(fed / alone).toFixed(2)}`,
  )
}
const median = ratios.toSorted((a, b) => a - b)[ratios.length >> 1]
console.log(`median ratio ${median.toFixed(2)} (${values.threads} threads, ${values.workers} worker)`)
await feed.close()
rmSync(made, { recursive: true })
