// Teaches a model's judge to tell marks that are damage from those that are not, on validation photographs: each as it is, and with
// damage drawn on it by FIND's mixture, with fewer holes. Writes the judge into the model's card, with thresholds of pictures it did not learn from.
//   npx tsx packages/train/tools/judge-marks.ts MODEL [--pictures 300] [--touched 0.01] [--sure 0.7] [--right 0.55] [--wide 0.75]
// --touched: share of undamaged photographs that may have something taken away unasked; --sure: share of what is marked that must be
// damage in pictures where something is; --right: the same of narrow marks where somebody says that there
// is some, --wide: of wide ones, for a collar that is gone is worse than a scratch that stays.
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { createPlane, type Picture, pictureToRaster, rasterToPicture, resizeLanczos3, resizePlaneArea } from '@revelado/core'
import { readPicture } from '@revelado/files'
import { applyRecipe, drawRecipe } from '@revelado/synth'
import { openSession } from '../../cli/src/onnx-session.ts'
import { evidenceIn } from '../../restore/src/evidence.ts'
import { inCompany, type Judge, type Mark, marksByLevel, PLAIN_JUDGE, TRAITS, verdicts, type Weighings } from '../../restore/src/marks.ts'
import { cacheFolder } from '../src/data/cache-folder.ts'
import { cachedPictures } from '../src/data/pictures.ts'
import { fitLogistic, type Observation } from '../src/logistic.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    pictures: { type: 'string', default: '300' },
    touched: { type: 'string', default: '0.01' },
    sure: { type: 'string', default: '0.7' },
    right: { type: 'string', default: '0.55' },
    wide: { type: 'string', default: '0.75' },
  },
})
const [folder] = positionals
if (!folder) {
  console.error('usage: judge-marks.ts MODEL [--pictures N] [--touched SHARE] [--sure SHARE] [--right SHARE] [--wide SHARE]')
  process.exit(2)
}
const FOLDS = 5
/** A mark of an undamaged photograph counts this much: what is wrongly taken away there is worse than what stays elsewhere. */
const UNDAMAGED_WEIGHT = 8
/** What people's prints have lost: seldom by holes. A judge of as many holes as FIND learned from lets scratches stay, and takes bows away. */
const LOST = {
  'lost-shapes': 1.2,
  gouges: 9,
  tears: 3,
  folds: 4,
  creases: 14,
  'torn-edges': 4,
  'hiding-stains': 1.5,
  tape: 0.8,
  mould: 1.2,
  ink: 2,
  cracks: 4,
  flaking: 3,
}
const cardFile = join(folder, 'card.json')
const card = JSON.parse(readFileSync(cardFile, 'utf8'))
const find = await openSession(join(folder, 'find.onnx'))
const { phases } = JSON.parse(readFileSync(join(import.meta.dirname, '../configs/find.json'), 'utf8'))
const mixture = { ...phases[0].mixture, heavy: LOST, severities: { clean: 0, light: 0.5, heavy: 0.5 } }

/** Every second photograph is made as large as FIND looks at scans, for marks on those are larger. */
function sized(photo: Picture, k: number): Picture {
  const scale = card.find.size / Math.max(photo.width, photo.height)
  if (k % 2 === 0 || scale <= 1) return photo
  const large = resizeLanczos3(photo, Math.round(scale * photo.width), Math.round(scale * photo.height))
  for (let i = 0; i < large.data.length; i++) large.data[i] = Math.min(1, Math.max(0, large.data[i]))
  return large
}

interface Judged extends Observation {
  readonly mark: Mark
}

interface Page {
  readonly undamaged: boolean
  readonly fold: number
  /** For each level of marks. */
  readonly levels: readonly (readonly Judged[])[]
  /** For each pixel whether it is damage. */
  readonly damage: Uint8Array
  /** For each pixel what a judge said that has not learned from this photograph. */
  readonly said: Float32Array
  /** 1 where it said so of a wide mark. */
  readonly wide: Uint8Array
}

async function pageOf(picture: Picture, hidden: Float32Array | undefined, fold: number): Promise<Page> {
  const likely = await evidenceIn(pictureToRaster(picture, 8), { card, find })
  const share = hidden && resizePlaneArea(createPlane(picture.width, picture.height, hidden), likely.width, likely.height).data
  const damage = Uint8Array.from(likely.data, (_, i) => (share && share[i] >= 0.5 ? 1 : 0))
  const levels = marksByLevel(likely).map((marks) =>
    marks.map((mark): Judged => {
      const hit = mark.pixels.reduce((sum, k) => sum + damage[k], 0)
      return {
        mark,
        traits: mark.traits,
        is: hit > mark.pixels.length / 2,
        weight: (hidden ? 1 : UNDAMAGED_WEIGHT) * Math.sqrt(mark.pixels.length),
      }
    }),
  )
  return {
    undamaged: hidden === undefined,
    fold,
    levels,
    damage,
    said: new Float32Array(damage.length).fill(Number.NEGATIVE_INFINITY),
    wide: new Uint8Array(damage.length),
  }
}

const photographs = cachedPictures(join(cacheFolder(), 'pictures'))
  .filter(({ role, width, height }) => role === 'validation' && Math.min(width, height) >= 160)
  .slice(0, Number(values.pictures))
const pages: Page[] = []
for (const [k, entry] of photographs.entries()) {
  const photo = sized(rasterToPicture((await readPicture(join(cacheFolder(), 'photos', entry.path))).raster), k)
  pages.push(await pageOf(photo, undefined, k % FOLDS))
  const { input, hidden } = applyRecipe(photo, drawRecipe(`judge/${k}`, { width: photo.width, height: photo.height, mixture }))
  pages.push(await pageOf(input, hidden.data, k % FOLDS))
  if ((k + 1) % 25 === 0) console.error(`${k + 1} of ${photographs.length} photographs`)
}

const marksOf = (judged: readonly Judged[]): Mark[] => judged.map(({ mark }) => mark)

/** The weighings that tell the marks of these pages apart best: of narrow and of wide ones, each first alone and then in their company. */
function fit(of: readonly Page[]): Weighings & { wide: Weighings } {
  const levels = of.flatMap((page) => page.levels)
  const [narrow, wide] = [false, true].map((wanted) => (judged: readonly Judged[]) => judged.filter(({ mark }) => mark.wide === wanted))
  const first = { first: fitLogistic(narrow(levels.flat())), wide: fitLogistic(wide(levels.flat())) }
  const weighings = { first: first.first, wide: { first: first.wide, second: first.wide } }
  const observations = levels.flatMap((level) => {
    const known = inCompany(weighings, marksOf(level))
    return level.map((judged, k) => ({ ...judged, traits: known[k] }))
  })
  return {
    first: first.first,
    second: fitLogistic(narrow(observations)),
    wide: { first: first.wide, second: fitLogistic(wide(observations)) },
  }
}

/** Writes into each page what its judge says of its pixels. */
function sayBy(judgeOf: (page: Page) => Judge): void {
  for (const page of pages) {
    page.said.fill(Number.NEGATIVE_INFINITY)
    for (const level of page.levels) {
      const says = verdicts(judgeOf(page), marksOf(level))
      for (const [k, { mark }] of level.entries())
        for (const i of mark.pixels) {
          if (says[k] <= page.said[i]) continue
          page.said[i] = says[k]
          page.wide[i] = mark.wide ? 1 : 0
        }
    }
  }
}

const undamaged = pages.filter((page) => page.undamaged)
const damaged = pages.filter((page) => !page.undamaged)
const most = (values: Float32Array): number => values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY)

/** The least verdict at which no more than the share of undamaged photographs has something taken away. */
function unaskedAt(touched: number): number {
  const greatest = undamaged.map(({ said }) => most(said)).sort((a, b) => b - a)
  return greatest[Math.floor(touched * greatest.length)] + 1e-6
}

interface Found {
  readonly found: number
  readonly right: number
}

/** Of damage: the share that is found, and of what is marked (of narrow or wide marks, or all) the share that is damage. */
function foundAt(least: number, among: readonly Page[] = damaged, ofWide?: boolean): Found {
  let [hit, marked, all] = [0, 0, 0]
  for (const { said, wide, damage } of among)
    for (let i = 0; i < said.length; i++) {
      all += damage[i]
      if (said[i] < least || said[i] === Number.NEGATIVE_INFINITY || (ofWide !== undefined && (wide[i] === 1) !== ofWide)) continue
      marked++
      hit += damage[i]
    }
  return { found: hit / all, right: hit / Math.max(1, marked) }
}

/** Verdicts are tried in these steps. */
const [FROM, TO, STEP] = [-6, 8, 0.1]

/** The least verdict of which as much is damage as is asked for. */
function rightAt(right: number, among: readonly Page[] = damaged, ofWide?: boolean): number {
  const steps = Math.round((TO - FROM) / STEP)
  const [hits, marks] = [new Float64Array(steps), new Float64Array(steps)]
  for (const { said, wide, damage } of among)
    for (let i = 0; i < said.length; i++) {
      if (said[i] < FROM || (ofWide !== undefined && (wide[i] === 1) !== ofWide)) continue
      const at = Math.min(steps - 1, Math.floor((said[i] - FROM) / STEP))
      marks[at]++
      hits[at] += damage[i]
    }
  // What lies above a step is all that the steps from there on have
  for (let at = steps - 2; at >= 0; at--) {
    marks[at] += marks[at + 1]
    hits[at] += hits[at + 1]
  }
  const least = marks.findIndex((count, at) => count > 0 && hits[at] / count >= right)
  return least < 0 ? TO : FROM + STEP * least
}

const percent = (share: number): string => `${(100 * share).toFixed(1)} %`
const touched = (least: number): string =>
  `${undamaged.filter(({ said }) => most(said) >= Math.max(least, -1e9)).length} of ${undamaged.length} undamaged photographs touched`

function report(name: string, least: number): void {
  const { found, right } = foundAt(least)
  console.log(
    `${name} (${least.toFixed(2)}): ${percent(found)} of the damage, ${percent(right)} of what is marked is damage, ${touched(least)}`,
  )
}
const SHARES = [0.005, 0.01, 0.02, 0.04]

sayBy(() => PLAIN_JUDGE)
for (const share of SHARES) report(`without a judge, ${percent(share)} touched`, unaskedAt(share))

const judges = Array.from({ length: FOLDS }, (_, fold) => ({ ...fit(pages.filter((page) => page.fold !== fold)), unasked: 0, asked: 0 }))
sayBy(({ fold }) => judges[fold])

const rounded = (value: number): number => Number(value.toPrecision(6))
const all = fit(pages)
const round = ({ weights, bias }: Weighings['first']) => ({ weights: weights.map(rounded), bias: rounded(bias) })
const roundBoth = ({ first, second }: Weighings): Weighings => ({ first: round(first), second: round(second) })
const unasked = unaskedAt(Number(values.touched))
/** Where something is taken away unasked, rightly or not. */
const touchedPages = pages.filter(({ said }) => most(said) >= unasked)
const asked = Math.min(unasked, rightAt(Number(values.right), damaged, false))
const judge: Judge = {
  ...roundBoth(all),
  wide: { ...roundBoth(all.wide), asked: rounded(Math.max(asked, rightAt(Number(values.wide), damaged, true))) },
  unasked: rounded(unasked),
  damaged: rounded(Math.min(unasked, rightAt(Number(values.sure), touchedPages))),
  asked: rounded(asked),
}
card.find = { ...card.find, judge }
writeFileSync(`${cardFile}.part`, `${JSON.stringify(card, null, 2)}\n`)
renameSync(`${cardFile}.part`, cardFile)

report('everything likely', Number.NEGATIVE_INFINITY)
for (const share of SHARES) report(`${percent(share)} touched`, unaskedAt(share))
for (const ofWide of [false, true])
  for (const share of [0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8]) {
    const least = rightAt(share, damaged, ofWide)
    const { found, right } = foundAt(least, damaged, ofWide)
    console.log(`${ofWide ? 'wide' : 'narrow'} marks, ${percent(share)} right (${least.toFixed(2)}): ${percent(found)}, ${percent(right)}`)
  }
report('unasked', judge.unasked)
for (const share of [0.5, 0.55, 0.6, 0.65, 0.7, 0.75]) {
  const least = Math.min(unasked, rightAt(share, touchedPages))
  const { found, right } = foundAt(least, touchedPages)
  console.log(
    `in ${touchedPages.length} pictures with something taken unasked, ${percent(share)} right (${least.toFixed(2)}): ${percent(found)}, ${percent(right)}`,
  )
}
report('asked', judge.asked)
for (const [i, trait] of [...TRAITS, 'its company'].entries())
  console.log(`${all.second.weights[i].toFixed(3)}  ${trait}; of wide marks ${all.wide.second.weights[i].toFixed(3)}`)
await find.close()
