// What company does to polarity: validation photographs, prints made of them and negatives are judged alone, then in drawn folders of one
// kind, of both kinds half and half, and as the only one of its kind.
//   npx tsx packages/train/tools/folders.ts [MODEL] [--pictures 499] [--folders 400]
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type Picture, pictureToRaster, Random } from '@revelado/core'
import { applyRecipe, drawRecipe, type Mixture } from '@revelado/synth'
import { open } from '../../cli/src/open.ts'
import { accompanied } from '../../restore/src/company.ts'
import { decide } from '../../restore/src/decisions.ts'
import { cacheFolder } from '../src/data/cache-folder.ts'
import { cachedPictures, PictureStore } from '../src/data/pictures.ts'

const SIZES = [4, 8, 17, 36]

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { pictures: { type: 'string', default: '499' }, folders: { type: 'string', default: '400' } },
})
const model = await open({ model: positionals[0] })
const cache = join(cacheFolder(), 'pictures')
const store = new PictureStore(cache)
const photographs = cachedPictures(cache)
  .filter(({ role, grey }) => role === 'validation' && !grey)
  .slice(0, Number(values.pictures))

const PRINTS: Partial<Mixture> = { kinds: { 'colour-negative': 0, 'bw-negative': 0, colour: 0.5, bw: 0.5 }, inverted: 0 }
const FILM: Partial<Mixture> = {
  kinds: { 'colour-negative': 0.6, 'bw-negative': 0.4, colour: 0, bw: 0 },
  severities: { clean: 0.3, light: 0.6, heavy: 0.1 },
}

const answers = { photographs: [] as number[], prints: [] as number[], negatives: [] as number[], 'film never seen': [] as number[] }
const glance = (picture: Picture): Promise<number> => model.glance(pictureToRaster(picture, 8))
for (const [k, entry] of photographs.entries()) {
  const photo = store.read(entry)
  const damaged = (name: string, mixture: Partial<Mixture>): Picture =>
    applyRecipe(photo, drawRecipe(`folders/${name}/${k}`, { width: photo.width, height: photo.height, mixture })).input
  answers.photographs.push(await glance(photo))
  answers.prints.push(await glance(damaged('prints', PRINTS)))
  answers.negatives.push(await glance(damaged('negatives', FILM)))
  answers['film never seen'].push(await glance(damaged('held', { ...FILM, heldOut: true })))
  if ((k + 1) % 50 === 0) console.error(`${k + 1} of ${photographs.length}`)
}
store.close()
await model.close()

const positives = [...answers.photographs, ...answers.prints]
const negatives = [...answers.negatives, ...answers['film never seen']]
const random = new Random('folders')

/** `count` of them, none twice. */
function some(all: readonly number[], count: number): number[] {
  const left = [...all]
  return Array.from({ length: count }, () => left.splice(random.int(0, left.length - 1), 1)[0])
}

const judged = model.card.look.judges?.negative !== undefined
const called = (probability: number): number => decide('negative', probability, { judged })
/** For each of a folder what it is called in the company of the others. */
const together = (folder: readonly number[]): number[] =>
  folder.map((own, i) => called(accompanied(own, [...folder.slice(0, i), ...folder.slice(i + 1)]).probability))
const share = (wrong: readonly boolean[]): string => `${((100 * wrong.filter(Boolean).length) / wrong.length).toFixed(1)} %`
const times = Array.from({ length: Number(values.folders) }, (_, i) => i)

for (const [kind, all] of Object.entries(answers)) {
  const truth = kind === 'photographs' || kind === 'prints' ? 0 : 1
  const alone = share(all.map((p) => called(p) !== truth))
  const folders = SIZES.map((n) => `${n}: ${share(times.flatMap(() => together(some(all, n)).map((said) => said !== truth)))}`)
  console.log(`${kind} taken for the other: alone ${alone}; in folders of ${folders.join(', ')}`)
}
for (const n of SIZES) {
  const half = times.map(() => together([...some(negatives, n >> 1), ...some(positives, n >> 1)]))
  const odd = (own: readonly number[], others: readonly number[]): number[] =>
    times.map(() => together([...some(own, 1), ...some(others, n - 1)])[0])
  console.log(
    `folders of ${n}: half and half, negatives left ${share(half.flatMap((said) => said.slice(0, n >> 1).map((v) => v === 0)))}, ` +
      `others turned ${share(half.flatMap((said) => said.slice(n >> 1).map((v) => v === 1)))}; ` +
      `a negative alone among others left ${share(odd(negatives, positives).map((v) => v === 0))}, ` +
      `another alone among negatives turned ${share(odd(positives, negatives).map((v) => v === 1))}`,
  )
}
