// How many samples a second one core draws, damages and delivers, beside the same recipes in NumPy and OpenCV (samples.py).
// With the flag as training draws them (packages/cli/bin/collector.js).
//   npx tsx --single-threaded-gc packages/synth/bench/samples.ts
// PYTHON=/path/to/python with numpy and opencv-python-headless; without one, ours alone.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { cropPicture, cropPlane, type Picture, resizeArea, toBytes } from '@revelado/core'
import { testPhoto } from '../src/damage/test-photo.ts'
import { applyRecipe, drawRecipe, type Recipe } from '../src/index.ts'

interface Round {
  readonly title: string
  readonly goal: number
  readonly size: readonly [number, number]
  readonly count: number
  /** Long side of the thumbnail, 0 for none: the sample itself is delivered, in 8 bit. */
  readonly look: number
  readonly tile: number
}

const ROUNDS: Round[] = [
  { title: 'drawn, damaged, delivered at 128 px', goal: 300, size: [128, 128], count: 400, look: 0, tile: 0 },
  { title: 'damage at 300 × 200, thumbnail of 128 px and a tile of 128 px', goal: 60, size: [300, 200], count: 160, look: 128, tile: 128 },
]
const REPEATS = 3
const WARM_UP = 250

/** Seconds of CPU of this process: other programs on the machine count less than with a clock; the collector's threads count too. */
function cpuSeconds(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

const recipeOf = (k: number, [width, height]: readonly [number, number]): Recipe => drawRecipe(`bench ${k}`, { width, height })

function deliver(photo: Picture, recipe: Recipe, { look, tile }: Round): void {
  const { input, target, lost } = applyRecipe(photo, recipe)
  if (look === 0) {
    toBytes(input)
    toBytes(target)
    return
  }
  const factor = look / Math.max(input.width, input.height)
  for (const picture of [input, target]) {
    resizeArea(picture, Math.round(picture.width * factor), Math.round(picture.height * factor))
    cropPicture(picture, 10, 10, tile, tile)
  }
  cropPlane(lost, 10, 10, tile, tile)
}

function ours(round: Round): number {
  const photo = testPhoto(...round.size)
  const start = cpuSeconds()
  for (let k = 0; k < round.count; k++) deliver(photo, recipeOf(k, round.size), round)
  return round.count / (cpuSeconds() - start)
}

function theirs(): number[] | null {
  const rounds = ROUNDS.map((round) => ({
    size: round.size,
    look: round.look,
    tile: round.tile,
    photo: Buffer.from(toBytes(testPhoto(...round.size))).toString('base64'),
    recipes: Array.from({ length: round.count }, (_, k) => recipeOf(k, round.size)),
  }))
  const python = process.env.PYTHON ?? 'python3'
  const result = spawnSync(python, [join(import.meta.dirname, 'samples.py')], {
    input: JSON.stringify({ rounds }),
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    env: { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' },
  })
  if (result.status === 0) return JSON.parse(result.stdout)
  console.log(`No comparison: ${python} could not run samples.py (${(result.stderr || String(result.error)).trim().split('\n').at(-1)}).`)
  return null
}

for (const round of ROUNDS) for (let k = 0; k < WARM_UP; k++) deliver(testPhoto(...round.size), recipeOf(k, round.size), round)
const best = ROUNDS.map(() => ({ ours: 0, theirs: 0 }))
let compared = true
for (let repeat = 0; repeat < REPEATS; repeat++) {
  ROUNDS.forEach((round, i) => {
    best[i].ours = Math.max(best[i].ours, ours(round))
  })
  const other: number[] | null = compared ? theirs() : null
  compared = other !== null
  other?.forEach((rate, i) => {
    best[i].theirs = Math.max(best[i].theirs, rate)
  })
}
ROUNDS.forEach(({ title, goal }, i) => {
  const { ours, theirs } = best[i]
  const ratio = theirs > 0 ? `; NumPy and OpenCV ${theirs.toFixed(0)}, ratio ${(ours / theirs).toFixed(2)} (at least 0.6)` : ''
  console.log(`${title}: ${ours.toFixed(0)} samples per second of CPU (at least ${goal})${ratio}`)
})
