// Fifty pinned samples. When a damage or the film is changed on purpose: npx tsx packages/synth/tools/pin-replay.ts
import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { DAMAGES } from '../src/index.ts'
import pins from './fixtures/replay.json' with { type: 'json' }
import { replayBytes, replaySample } from './replay.ts'

/** Not of this project's own mixture: the predecessor's. */
const UNUSED = ['inversion']

it('holds fifty recipes, with every damage among them', () => {
  expect(Object.keys(pins).length).toBe(50)
  const used = new Set(Object.keys(pins).flatMap((seed) => replaySample(seed).recipe.steps.map(({ name }) => name)))
  for (const { name } of DAMAGES) if (!UNUSED.includes(name)) expect(used, name).toContain(name)
  expect(used).toContain('film-negative')
})

it.each(Object.entries(pins))('replays %s to the same bytes', (seed, sha256) => {
  expect(createHash('sha256').update(replayBytes(seed)).digest('hex')).toBe(sha256)
})
