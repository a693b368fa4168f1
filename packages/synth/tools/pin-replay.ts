// Chooses fifty seeds whose recipes use every damage, and writes their SHA-256 to test/fixtures/replay.json.
// Run after a change that is meant to change samples: npx tsx packages/synth/tools/pin-replay.ts
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { drawRecipe } from '../src/index.ts'
import { replayBytes, replaySample } from '../test/replay.ts'

const COUNT = 50
const CANDIDATES = 600
/** Places kept for seeds as they come, whatever they hold. */
const AS_THEY_COME = 20

const chosen = Array.from({ length: AS_THEY_COME }, (_, k) => `replay ${k}`)
const namesOf = (seed: string): string[] => drawRecipe(seed, { width: 96, height: 72 }).steps.map(({ name }) => name)
const seen = new Set(chosen.flatMap((seed) => replaySample(seed).recipe.steps.map(({ name }) => name)))
for (let k = AS_THEY_COME; k < CANDIDATES && chosen.length < COUNT; k++) {
  const names = namesOf(`replay ${k}`)
  const fresh = names.some((name) => !seen.has(name))
  if (!fresh && k < CANDIDATES - (COUNT - chosen.length)) continue
  chosen.push(`replay ${k}`)
  for (const name of names) seen.add(name)
}

const pins = Object.fromEntries(chosen.map((seed) => [seed, createHash('sha256').update(replayBytes(seed)).digest('hex')]))
const folder = join(import.meta.dirname, '../test/fixtures')
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'replay.json'), `${JSON.stringify(pins, null, 2)}\n`)
console.log(`${chosen.length} recipes pinned, with ${seen.size} kinds of steps`)
