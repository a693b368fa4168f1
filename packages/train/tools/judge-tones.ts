// Teaches a model's judges of tones, in two steps. `draw` makes prints and negatives of photographs and notes their tones (and, with
// --model, what LOOK says of them); `fit` grows trees for each question on those of training photographs, finds on those of validation
// photographs how much the trees and LOOK count, says how often both are wrong, and writes the judges into the model's card. With --near
// the photographs are parts of photographs, as if taken from nearer: what fills a picture with one colour is rare among whole ones. With
// --old the photographs are a folder's, black-and-white prints that are old themselves; an eighth of them is kept for validation.
//   npx tsx packages/train/tools/judge-tones.ts draw FILE [--near] [--old DIR] [--part 0] [--parts 1] [--minutes 20]
//   npx tsx packages/train/tools/judge-tones.ts draw FILE [--near] [--old DIR] --model MODEL
//   npx tsx packages/train/tools/judge-tones.ts fit MODEL --trained FILE [--trained FILE …] --validated FILE [--validated FILE …]
//     [--trees 1450,430] [--depth 5] [--rate 0.12] [--sample 0.5]
import { closeSync, openSync, readdirSync, readFileSync, renameSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { cropPicture, type Picture, packTrees, pictureToRaster, Random, TONAL_LENGTH, tonalStatistics, weighTrees } from '@revelado/core'
import { applyRecipe, drawRecipe, type Mixture } from '@revelado/synth'
import { openModel } from '../../evaluate/src/model-restorer.ts'
import { LEARNED } from '../../restore/src/company.ts'
import type { Question } from '../../restore/src/decisions.ts'
import { inspect } from '../../restore/src/inspect.ts'
import { settle } from '../../restore/src/options.ts'
import { joinAnswers, logistic, logOdds, tonesOf } from '../../restore/src/tones.ts'
import { cacheFolder } from '../src/data/cache-folder.ts'
import { cachedPictures, decodeShrunk, PictureStore } from '../src/data/pictures.ts'
import { blobHash } from '../src/data/split.ts'
import { fitLogistic } from '../src/logistic.ts'
import { fitTrees } from '../src/trees.ts'

const FILM: Partial<Mixture> = {
  kinds: { 'colour-negative': 0.6, 'bw-negative': 0.4, colour: 0, bw: 0 },
  severities: { clean: 0.3, light: 0.6, heavy: 0.1 },
}
const PRINTS: Partial<Mixture> = { kinds: { 'colour-negative': 0, 'bw-negative': 0, colour: 0.5, bw: 0.5 }, inverted: 0 }
const GREY: Partial<Mixture> = {
  kinds: { 'colour-negative': 0, 'bw-negative': 0, colour: 0, bw: 1 },
  inverted: 0,
  severities: { clean: 1, light: 0, heavy: 0 },
}
type Made = 'photo' | 'prints' | 'cleanbw' | 'negatives' | 'negatives2' | 'held' | 'complements' | 'inverted' | 'old'
/** 255 − x, as whoever has no film makes negatives; and scans of film that their owner has inverted, which are none any more. */
const COMPLEMENTS: Partial<Mixture> = { ...FILM, complement: 1 }
const INVERTED: Partial<Mixture> = { ...PRINTS, inverted: 1 }
/** Grey prints, most of them toned and faded: half of `PRINTS`, but what people have oldest. */
const OLD: Partial<Mixture> = { ...PRINTS, kinds: { 'colour-negative': 0, 'bw-negative': 0, colour: 0, bw: 1 } }
/** Of a photograph without colours no film of colours is made. */
const FILM_OF_GREY: Mixture['kinds'] = { 'colour-negative': 0, 'bw-negative': 1, colour: 0, bw: 0 }
/** What is made of photographs; `photo` is the photograph as it is. In the order in which the files number them. */
const MADE: Record<Made, Partial<Mixture> | undefined> = {
  photo: undefined,
  prints: PRINTS,
  cleanbw: GREY,
  negatives: FILM,
  negatives2: FILM,
  held: { ...FILM, heldOut: true },
  complements: COMPLEMENTS,
  inverted: INVERTED,
  old: OLD,
}
const NAMES = Object.keys(MADE) as Made[]
const VALIDATED: readonly Made[] = ['photo', 'prints', 'cleanbw', 'negatives', 'held', 'complements', 'inverted', 'old']
/** Film never seen is for measuring, and negatives as 255 − x are far rarer in the world than here. */
const MEASURED_ONLY: ReadonlySet<Made> = new Set(['held', 'complements'])
const VALIDATED_OLD: readonly Made[] = ['photo', 'old', 'negatives', 'complements']
/** Sides of a part of a photograph, as shares of the photograph's, and the least in pixels. */
const NEAR = { from: 0.3, to: 0.75, least: 64 }
/** Photographs are visited in strides, so that a part of them is of all kinds. */
const STRIDE = 7919
/** Of old prints those whose hash begins with less are kept for validation. */
const KEPT = '2'

/** What the judges answer. */
const ASKED = ['negative', 'bw'] as const satisfies readonly Question[]
type Asked = (typeof ASKED)[number]
/** A row of a file: what was made; 1 or 0 for each question; what LOOK says of each (not a number where it was not asked); the tones. */
const HEAD = 1 + 2 * ASKED.length
const ROW = HEAD + TONAL_LENGTH

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    near: { type: 'boolean', default: false },
    old: { type: 'string' },
    part: { type: 'string', default: '0' },
    parts: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '20' },
    model: { type: 'string' },
    trained: { type: 'string', multiple: true, default: [] },
    validated: { type: 'string', multiple: true, default: [] },
    trees: { type: 'string', default: '1450,430' },
    depth: { type: 'string', default: '5' },
    rate: { type: 'string', default: '0.12' },
    sample: { type: 'string', default: '0.5' },
  },
})
const [step, place] = positionals
if (!place || (step !== 'draw' && (step !== 'fit' || values.trained.length === 0 || values.validated.length === 0))) {
  console.error('usage: judge-tones.ts draw FILE [--model MODEL] | fit MODEL --trained FILE --validated FILE')
  process.exit(2)
}

/** A part of a photograph, as if it had been taken from nearer. */
function nearer(photo: Picture, k: number): Picture {
  const random = new Random(`parts/${k}`)
  const [width, height] = [photo.width, photo.height].map((side) =>
    Math.min(side, Math.max(NEAR.least, Math.round(side * random.uniform(NEAR.from, NEAR.to)))),
  )
  return cropPicture(photo, random.int(0, photo.width - width), random.int(0, photo.height - height), width, height)
}

/** What is made of a photograph of training. */
function madeOf(k: number): readonly Made[] {
  if (values.old) return k % 4 ? ['photo', 'old', 'negatives'] : ['photo', 'old', 'negatives', 'complements']
  if (values.near) return ['photo', 'prints', 'old', 'negatives', k % 2 ? 'complements' : 'inverted']
  return [k % 2 ? 'photo' : 'cleanbw', 'prints', 'old', 'negatives', 'negatives2', k % 2 ? 'complements' : 'inverted']
}

type Source = () => Picture | Promise<Picture>

/** The photographs of the decoded cache that have colours, for training or for validation. */
function cachedSources(validating: boolean): Source[] {
  const cache = join(cacheFolder(), 'pictures')
  const store = new PictureStore(cache)
  const chosen = cachedPictures(cache).filter(({ role, grey }) => !grey && role === (validating ? 'validation' : 'train'))
  return chosen.map((photograph) => () => store.read(photograph))
}

/** The old prints of a folder that are for training or for validation. */
function oldSources(folder: string, validating: boolean): Source[] {
  const files = readdirSync(folder).sort()
  return files.flatMap((name) => {
    const bytes = readFileSync(join(folder, name))
    return blobHash(bytes) < KEPT === validating ? [() => decodeShrunk(bytes)] : []
  })
}

async function draw(file: string): Promise<void> {
  const model = values.model === undefined ? undefined : await openModel(values.model)
  // What LOOK says by itself
  const alone = model && { ...model, find: undefined, card: { ...model.card, look: { ...model.card.look, judges: undefined } } }
  const photographs = values.old ? oldSources(values.old, !!alone) : cachedSources(!!alone)
  const out = openSync(file, 'w')
  const note = async (made: Made, picture: Picture, labels: Partial<Record<Asked, 0 | 1>>): Promise<void> => {
    const raster = pictureToRaster(picture, 8)
    const decisions = alone && (await inspect(raster, alone, settle({}))).decisions
    const head = [
      NAMES.indexOf(made),
      ...ASKED.map((question) => labels[question] ?? 0),
      ...ASKED.map((question) => decisions?.find((decision) => decision.question === question)?.probability ?? Number.NaN),
    ]
    writeSync(out, new Uint8Array(Float32Array.of(...head, ...tonalStatistics(tonesOf(raster))).buffer))
  }
  const end = Date.now() + 60_000 * Number(values.minutes)
  for (let i = Number(values.part); i < photographs.length && (alone || Date.now() < end); i += Number(values.parts)) {
    const k = alone ? i : (i * STRIDE) % photographs.length
    const whole = await photographs[k]()
    const photo = values.near ? nearer(whole, k) : whole
    for (const made of alone ? (values.old ? VALIDATED_OLD : VALIDATED) : madeOf(k)) {
      const film = values.old !== undefined && (made === 'negatives' || made === 'complements')
      const mixture = film ? { ...MADE[made], kinds: FILM_OF_GREY } : MADE[made]
      const seed = `${values.old ? 'prints/' : ''}${values.near ? 'parts' : 'folders'}/${made}/${k}`
      const recipe = mixture && drawRecipe(seed, { width: photo.width, height: photo.height, mixture })
      await note(made, recipe ? applyRecipe(photo, recipe).input : photo, recipe?.labels ?? { bw: values.old ? 1 : 0 })
    }
  }
  closeSync(out)
}

interface Drawn {
  readonly made: Made[]
  readonly is: Record<Asked, Uint8Array>
  readonly look: Record<Asked, number[]>
  readonly tones: Float32Array
}

function read(files: readonly string[]): Drawn {
  const rows = files.flatMap((file) => {
    const bytes = readFileSync(file)
    const all = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))
    return Array.from({ length: Math.floor(all.length / ROW) }, (_, i) => all.subarray(i * ROW, (i + 1) * ROW))
  })
  const tones = new Float32Array(rows.length * TONAL_LENGTH)
  for (const [i, row] of rows.entries()) tones.set(row.subarray(HEAD), i * TONAL_LENGTH)
  const each = <T>(of: (k: number) => T) => Object.fromEntries(ASKED.map((question, k) => [question, of(k)])) as Record<Asked, T>
  return {
    made: rows.map(([made]) => NAMES[made]),
    is: each((k) => Uint8Array.from(rows, (row) => row[1 + k])),
    look: each((k) => rows.map((row) => row[1 + ASKED.length + k])),
    tones,
  }
}

const LIMITS = [0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95]

/** How often each limit is wrong, for each thing that was made: wrongly yes + wrongly no. */
function report(name: string, made: readonly Made[], is: Uint8Array, probabilities: readonly number[]): void {
  const loss = probabilities.reduce((sum, p, i) => sum - Math.log(Math.max(1e-6, is[i] ? p : 1 - p)), 0) / made.length
  console.log(`  ${name}: cross-entropy ${loss.toFixed(4)}`)
  for (const limit of LIMITS) {
    const wrong = VALIDATED.map((kind) => {
      const of = (answer: number) =>
        probabilities.filter((p, i) => made[i] === kind && is[i] === answer && p > limit !== (answer === 1)).length
      return `${kind} ${of(0)} + ${of(1)}`
    })
    console.log(`    from ${limit}: ${wrong.join(', ')}`)
  }
}

function fit(folder: string): void {
  const trained = read(values.trained)
  const validated = values.validated.map((path) => ({ path, ...read([path]) }))
  const file = join(folder, 'card.json')
  const card = JSON.parse(readFileSync(file, 'utf8'))
  const judges: Record<string, unknown> = {}
  for (const [k, question] of ASKED.entries()) {
    const settings = {
      trees: Number(values.trees.split(',')[k]),
      depth: Number(values.depth),
      rate: Number(values.rate),
      sample: Number(values.sample),
      seed: question,
    }
    const trees = fitTrees(trained.tones, TONAL_LENGTH, trained.is[question], settings)
    const answers = validated.map(({ path, made, is, look, tones }) => {
      const said = made.map((_, i) => weighTrees(trees, tones, i * TONAL_LENGTH))
      return { path, made, is: is[question], seen: look[question], said }
    })
    const observations = answers.flatMap(({ made, is, seen, said }) =>
      made.flatMap((kind, i) => (MEASURED_ONLY.has(kind) ? [] : [{ traits: [logOdds(seen[i]), said[i]], is: is[i] === 1 }])),
    )
    const share = observations.filter(({ is }) => is).length / observations.length
    const weight = question === 'negative' ? (LEARNED / (1 - LEARNED)) * ((1 - share) / share) : 1
    const { weights, bias } = fitLogistic(
      observations.map((observation) => ({ ...observation, weight: observation.is ? weight : 1 })),
      1,
    )
    const judge = { look: weights[0], tones: weights[1], bias }
    console.log(`${question}: ${trained.made.length} pictures,`, judge)
    for (const { path, made, is, seen, said } of answers) {
      report(`${path}, LOOK`, made, is, seen)
      report(`${path}, tones`, made, is, said.map(logistic))
      const both = said.map((z, i) => joinAnswers(seen[i], z, judge))
      report(`${path}, both`, made, is, both)
    }
    judges[question] = { ...judge, learned: { pictures: trained.made.length, ...settings }, trees: packTrees(trees) }
  }
  writeFileSync(`${file}.part`, `${JSON.stringify({ ...card, look: { ...card.look, judges } }, null, 2)}\n`)
  renameSync(`${file}.part`, file)
}

if (step === 'draw') await draw(place)
else fit(place)
