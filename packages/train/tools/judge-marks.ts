// Teaches a model's judge to tell marks that are damage from those that are not, on validation photographs: each as it is, and with
// damage drawn on it by FIND's mixture. Writes the judge into the model's card, with thresholds of pictures it did not learn from.
//   npx tsx packages/train/tools/judge-marks.ts MODEL [--pictures 300] [--touched 0.01] [--right 0.5]
// --touched: share of undamaged photographs that may have something taken away unasked; --right: share of what is marked that must be
// damage where somebody says that there is some.
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createPlane, type Picture, pictureToRaster, rasterToPicture, resizePlaneArea } from '@revelado/core'
import { readPicture } from '@revelado/files'
import { applyRecipe, drawRecipe } from '@revelado/synth'
import { openSession } from '../../cli/src/onnx-session.ts'
import { evidenceIn } from '../../restore/src/evidence.ts'
import { inCompany, type Judge, type Mark, marksIn, TRAITS, verdicts, wideEvidence } from '../../restore/src/marks.ts'
import { cacheFolder } from '../src/data/cache-folder.ts'
import { cachedPictures } from '../src/data/pictures.ts'
import { fitLogistic, type Observation } from '../src/logistic.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    pictures: { type: 'string', default: '300' },
    touched: { type: 'string', default: '0.01' },
    right: { type: 'string', default: '0.5' },
  },
})
const [folder] = positionals
if (!folder) {
  console.error('usage: judge-marks.ts MODEL [--pictures N] [--touched SHARE] [--right SHARE]')
  process.exit(2)
}
const FOLDS = 5
const cardFile = join(folder, 'card.json')
const card = JSON.parse(readFileSync(cardFile, 'utf8'))
const find = await openSession(join(folder, 'find.onnx'))
const { phases } = JSON.parse(readFileSync(join(import.meta.dirname, '../configs/find.json'), 'utf8'))
const mixture = { ...phases[0].mixture, severities: { clean: 0, light: 0.5, heavy: 0.5 } }

interface Judged extends Observation {
  readonly mark: Mark
  /** How many pixels of it are damage. */
  readonly hit: number
}

interface Page {
  readonly undamaged: boolean
  readonly fold: number
  readonly marks: readonly Judged[]
  /** Pixels of damage, found or not. */
  readonly all: number
}

async function pageOf(picture: Picture, hidden: Float32Array | undefined, fold: number): Promise<Page> {
  const evidence = await evidenceIn(pictureToRaster(picture, 8), { card, find })
  const { likely, light } = evidence!
  const share = hidden && resizePlaneArea(createPlane(picture.width, picture.height, hidden), likely.width, likely.height).data
  const is = (i: number): boolean => share !== undefined && share[i] >= 0.5
  const marks = marksIn(likely, light, wideEvidence(likely)).map((mark): Judged => {
    const hit = mark.pixels.filter(is).length
    return { mark, hit, traits: mark.traits, is: hit > mark.pixels.length / 2, weight: Math.sqrt(mark.pixels.length) }
  })
  return { undamaged: hidden === undefined, fold, marks, all: share ? share.reduce((sum, v) => sum + (v >= 0.5 ? 1 : 0), 0) : 0 }
}

const photographs = cachedPictures(join(cacheFolder(), 'pictures'))
  .filter(({ role, width, height }) => role === 'validation' && Math.min(width, height) >= 160)
  .slice(0, Number(values.pictures))
const pages: Page[] = []
for (const [k, entry] of photographs.entries()) {
  const photo = rasterToPicture((await readPicture(join(cacheFolder(), 'photos', entry.path))).raster)
  pages.push(await pageOf(photo, undefined, k % FOLDS))
  const { input, hidden } = applyRecipe(photo, drawRecipe(`judge/${k}`, { width: photo.width, height: photo.height, mixture }))
  pages.push(await pageOf(input, hidden.data, k % FOLDS))
  if ((k + 1) % 25 === 0) console.error(`${k + 1} of ${photographs.length} photographs`)
}

const marksOf = ({ marks }: Page): Mark[] => marks.map(({ mark }) => mark)

/** The two weighings that tell the marks of these pages apart best. */
function fit(of: readonly Page[]): Pick<Judge, 'first' | 'second'> {
  const first = fitLogistic(of.flatMap(({ marks }) => marks))
  const observations = of.flatMap((page) => {
    const known = inCompany(first, marksOf(page))
    return page.marks.map((judged, k) => ({ ...judged, traits: known[k] }))
  })
  return { first, second: fitLogistic(observations) }
}
/** What the judge says of each mark that has not learned from its photograph. */
const said = new Map<Judged, number>()
for (let fold = 0; fold < FOLDS; fold++) {
  const judge = { ...fit(pages.filter((page) => page.fold !== fold)), unasked: 0, asked: 0 }
  for (const page of pages) {
    if (page.fold !== fold) continue
    const says = verdicts(judge, marksOf(page))
    for (const [k, judged] of page.marks.entries()) said.set(judged, says[k])
  }
}
const undamaged = pages.filter((page) => page.undamaged)
const damaged = pages.filter((page) => !page.undamaged)
const of = (judged: Judged): number => said.get(judged)!

/** The least verdict at which no more than the share of undamaged photographs has something taken away. */
function unaskedAt(touched: number): number {
  const greatest = undamaged.map(({ marks }) => Math.max(...marks.map(of), Number.NEGATIVE_INFINITY)).sort((a, b) => b - a)
  return greatest[Math.floor(touched * greatest.length)] + 1e-6
}

interface Found {
  readonly found: number
  readonly right: number
}

/** Of damage: the share that is found, and of what is marked the share that is damage. */
function foundAt(least: number): Found {
  let [hit, marked] = [0, 0]
  for (const judged of damaged.flatMap(({ marks }) => marks))
    if (of(judged) >= least) {
      hit += judged.hit
      marked += judged.mark.pixels.length
    }
  return { found: hit / damaged.reduce((sum, { all }) => sum + all, 0), right: hit / Math.max(1, marked) }
}

/** The least verdict of which as much is damage as is asked for. */
function askedAt(right: number): number {
  for (let least = -6; least < 8; least += 0.05) if (foundAt(least).right >= right) return least
  return 8
}

const rounded = (value: number): number => Number(value.toPrecision(6))
const all = fit(pages)
const round = ({ weights, bias }: Judge['first']) => ({ weights: weights.map(rounded), bias: rounded(bias) })
const unasked = unaskedAt(Number(values.touched))
const judge: Judge = {
  first: round(all.first),
  second: round(all.second),
  unasked: rounded(unasked),
  asked: rounded(Math.min(unasked, askedAt(Number(values.right)))),
}
card.find = { ...card.find, judge }
writeFileSync(`${cardFile}.part`, `${JSON.stringify(card, null, 2)}\n`)
renameSync(`${cardFile}.part`, cardFile)

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`
const touched = (least: number): string =>
  `${undamaged.filter(({ marks }) => marks.some((judged) => of(judged) >= least)).length} of ${undamaged.length} undamaged photographs touched`
const line = (name: string, least: number, { found, right }: Found): string =>
  `${name} (${least.toFixed(2)}): ${percent(found)} of the damage, ${percent(right)} of what is marked is damage, ${touched(least)}`
console.log(line('everything likely', Number.NEGATIVE_INFINITY, foundAt(Number.NEGATIVE_INFINITY)))
for (const share of [0.005, 0.01, 0.02, 0.04]) console.log(line(`${percent(share)} touched`, unaskedAt(share), foundAt(unaskedAt(share))))
for (const right of [0.4, 0.5, 0.6, 0.7]) console.log(line(`${percent(right)} right`, askedAt(right), foundAt(askedAt(right))))
console.log(line('unasked', judge.unasked, foundAt(judge.unasked)))
console.log(line('asked', judge.asked, foundAt(judge.asked)))
for (const [i, trait] of [...TRAITS, 'its company'].entries()) console.log(`${all.second.weights[i].toFixed(3)}  ${trait}`)
await find.close()
