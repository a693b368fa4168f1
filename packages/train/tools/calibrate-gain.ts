// Measures on validation photographs how far REPAIR's corrections should be taken, and writes it into the model's card (`repair.gain`):
// light damage of every kind, tone untouched, on photographs that were large enough to be made smaller, so that no compression is left
// in what is taken for the truth. Prints what it gives on photographs that it was not fitted on.
//   npx tsx packages/train/tools/calibrate-gain.ts MODEL [--pictures 300] [--each 6]
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { cropPicture, noiseProfile, type Picture, pictureToRaster, Random, rasterToPicture, resizeArea, squaresOf } from '@revelado/core'
import { readPicture } from '@revelado/files'
import { applyRecipe, drawRecipe, type Mixture } from '@revelado/synth'
import { openSession } from '../../cli/src/onnx-session.ts'
import { GAIN_TRAITS, gainOf, gainTraits, MOST_GAIN } from '../../restore/src/gain.ts'
import { restore } from '../../restore/src/restore.ts'
import type { GraphSession, RestoreModel } from '../../restore/src/session.ts'
import { cacheFolder } from '../src/data/cache-folder.ts'
import { cachedPictures } from '../src/data/pictures.ts'
import { type Corrections, errorsOf, fitGain } from '../src/fit-gain.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { pictures: { type: 'string', default: '300' }, each: { type: 'string', default: '6' } },
})
const [folder] = positionals
if (!folder) {
  console.error('usage: calibrate-gain.ts MODEL [--pictures N] [--each N]')
  process.exit(2)
}

const FOLDS = 4
/** Photographs are made smaller by at least the first and at most the second, and cut to this side. */
const [SMALLER_LEAST, SMALLER_MOST, SIDE] = [1.15, 2.2, 256]
const SIDE_LEAST = 160
/** One pixel in so many is measured, in the mean. */
const STRIDE = 24
/** Scans are grainy, compressed a little, or both; marks and blur are rarer; one in eight has nothing. */
const MIXTURE: Partial<Mixture> = {
  kinds: { colour: 1, bw: 0, 'colour-negative': 0, 'bw-negative': 0 },
  severities: { clean: 0.12, light: 0.88, heavy: 0 },
  faded: 0,
  inverted: 0,
  mounted: 0,
  marks: 2,
  light: [
    {
      'gaussian-noise': 20,
      'poisson-noise': 4,
      'luma-noise': 3,
      'correlated-noise': 5,
      'film-grain': 8,
      'salt-and-pepper': 4,
    },
    { jpeg: 24 },
    { 'gaussian-blur': 4, 'motion-blur': 1.5, defocus: 2.5, rescale: 3 },
    { scratches: 6 },
    { dust: 5 },
    { stains: 1 },
    { halftone: 0.8, 'paper-texture': 1.5 },
  ],
}

const cardFile = join(folder, 'card.json')
const { repair: repairCard, ...rest } = JSON.parse(readFileSync(cardFile, 'utf8'))
const { gain: _, ...plain } = repairCard
const [look, repair] = await Promise.all(['look', 'repair'].map((part) => openSession(join(folder, `${part}.onnx`))))

/** What REPAIR gave when it was last asked. */
let given: Awaited<ReturnType<GraphSession['run']>> = {}
const listening: GraphSession = { run: async (feeds) => (given = await repair.run(feeds)) }
const model: RestoreModel = { look, repair: listening, card: { ...rest, find: undefined, fill: undefined, repair: plain } }

/** The middle of a photograph that was made smaller; undefined where it is too small for that. */
function sharpened(photo: Picture, random: Random): Picture | undefined {
  const short = Math.min(photo.width, photo.height)
  const factor = Math.min(random.uniform(SMALLER_LEAST, SMALLER_MOST), short / SIDE_LEAST)
  if (factor < SMALLER_LEAST) return undefined
  const small = resizeArea(photo, Math.round(photo.width / factor), Math.round(photo.height / factor))
  const side = 8 * Math.floor(Math.min(SIDE, small.width, small.height) / 8)
  return cropPicture(small, (small.width - side) >> 1, (small.height - side) >> 1, side, side)
}

const profiles: Float32Array[] = []
const names: string[] = []
const photographOf: number[] = []
const columns = { picture: [] as number[], traits: [] as number[], square: [] as number[], along: [] as number[], wanted: [] as number[] }

/** Restores a damaged picture and keeps what REPAIR did to some of its pixels. */
async function measure(input: Picture, target: Picture, random: Random): Promise<void> {
  await restore(pictureToRaster(input, 8), model, { tone: 'off', polarity: 'positive', keepBw: true, damage: 'off' })
  const { width, height, data: before } = input
  const n = width * height
  const { data: after } = given.restored
  if (after.length !== 3 * n) throw new Error(`REPAIR was given another window than the picture of ${width} × ${height}`)
  for (let i = random.int(0, STRIDE - 1); i < n; i += random.int(1, 2 * STRIDE - 1)) {
    let [square, along, wanted] = [0, 0, 0]
    for (let k = i; k < 3 * n; k += n) {
      const [done, missing] = [after[k] - before[k], target.data[k] - before[k]]
      square += (done * done) / 3
      along += (done * missing) / 3
      wanted += (missing * missing) / 3
    }
    columns.picture.push(profiles.length)
    columns.traits.push(...gainTraits(Math.sqrt(square), given.spread.data[i]))
    columns.square.push(square)
    columns.along.push(along)
    columns.wanted.push(wanted)
  }
  profiles.push(noiseProfile(input, squaresOf(input)))
}

const photographs = cachedPictures(join(cacheFolder(), 'pictures')).filter(({ role, grey }) => role === 'validation' && !grey)
const wantedPictures = Number(values.pictures)
let used = 0
for (const [k, entry] of photographs.entries()) {
  if (used >= wantedPictures) break
  const random = new Random(`gain/${k}`)
  const photo = sharpened(rasterToPicture((await readPicture(join(cacheFolder(), 'photos', entry.path))).raster), random)
  if (!photo) continue
  for (let i = 0; i < Number(values.each); i++) {
    const { width, height } = photo
    const recipe = drawRecipe(`gain/${k}/${i}`, { width, height, mixture: MIXTURE })
    const done = recipe.steps.map(({ name }) => name).filter((name) => name !== 'rounding')
    names.push(done.join(' + ') || 'nothing')
    photographOf.push(used)
    await measure(applyRecipe(photo, recipe).input, photo, random)
  }
  if (++used % 25 === 0) console.error(`${used} photographs`)
}

const corrections: Corrections = {
  profiles,
  picture: Int32Array.from(columns.picture),
  traits: Float32Array.from(columns.traits),
  square: Float32Array.from(columns.square),
  along: Float32Array.from(columns.along),
  wanted: Float32Array.from(columns.wanted),
}

/** The corrections of the pictures of some photographs. */
function among(take: (photograph: number) => boolean): Corrections {
  const pixels = corrections.picture.reduce<number[]>((list, picture, i) => {
    if (take(photographOf[picture])) list.push(i)
    return list
  }, [])
  const of = (all: Float32Array) => Float32Array.from(pixels, (i) => all[i])
  return {
    profiles,
    picture: Int32Array.from(pixels, (i) => corrections.picture[i]),
    traits: Float32Array.from(pixels.flatMap((i) => [...corrections.traits.subarray(GAIN_TRAITS * i, GAIN_TRAITS * (i + 1))])),
    square: of(corrections.square),
    along: of(corrections.along),
    wanted: of(corrections.wanted),
  }
}

const gains = new Float32Array(corrections.picture.length)
const known = (i: number): number[] => [
  ...profiles[corrections.picture[i]],
  ...corrections.traits.subarray(GAIN_TRAITS * i, GAIN_TRAITS * (i + 1)),
]
for (let fold = 0; fold < FOLDS; fold++) {
  const gain = fitGain(
    among((photograph) => photograph % FOLDS !== fold),
    { most: MOST_GAIN },
  )
  for (let i = 0; i < gains.length; i++) if (photographOf[corrections.picture[i]] % FOLDS === fold) gains[i] = gainOf(gain, known(i))
}

const rounded = (value: number): number => Number(value.toPrecision(5))
const round = ({ weights, bias }: { weights: readonly number[]; bias: number }) => ({ weights: weights.map(rounded), bias: rounded(bias) })
const all = fitGain(corrections, { most: MOST_GAIN })
const card = { ...rest, repair: { ...plain, gain: { hidden: all.hidden.map(round), out: round(all.out) } } }
writeFileSync(`${cardFile}.part`, `${JSON.stringify(card, null, 2)}\n`)
renameSync(`${cardFile}.part`, cardFile)

const decibels = (error: number): number => -10 * Math.log10(Math.max(error, 1e-6))
const errors = errorsOf(corrections, gains)
const groups = new Map<string, number[]>()
for (const [k, name] of names.entries()) for (const part of [name, 'all']) groups.set(part, [...(groups.get(part) ?? []), k])
for (const [name, of] of [...groups].sort((a, b) => b[1].length - a[1].length)) {
  if (of.length < 5) continue
  const mean = (pick: (error: (typeof errors)[number]) => number): string =>
    (of.reduce((sum, k) => sum + decibels(pick(errors[k])), 0) / of.length).toFixed(2)
  console.log(
    `${name} (${of.length}): untouched ${mean((e) => e.untouched)} dB, wholly corrected ${mean((e) => e.whole)}, with the gain ${mean((e) => e.gained)}`,
  )
}
await Promise.all([look.close(), repair.close()])
