// What LOOK makes of validation photographs: its decisions on hard mixtures of every kind, the small picture, and the colours it guesses
// for grey ones.
//   npx tsx packages/train/tools/judged.ts MODEL… [--samples 384] [--grey 60]
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { colourfulness, cropPicture, type Picture, pictureToRaster, psnr, psnrChroma, resizeArea } from '@revelado/core'
import { applyRecipe, drawRecipe } from '@revelado/synth'
import { openSession } from '../../cli/src/onnx-session.ts'
import { grey } from '../../evaluate/src/grey.ts'
import { inspect } from '../../restore/src/inspect.ts'
import { type Choices, settle } from '../../restore/src/options.ts'
import { cacheFolder } from '../src/data/cache-folder.ts'
import { cachedPictures, PictureStore } from '../src/data/pictures.ts'

/** Toned, faded, dull, turned round: what is hard to tell is drawn more often than in training. */
const HARD = {
  kinds: { 'colour-negative': 0.24, 'bw-negative': 0.16, bw: 0.3, colour: 0.3 },
  severities: { clean: 0.15, light: 0.55, heavy: 0.3 },
  toned: 0.5,
  faded: 0.4,
  complement: 0.25,
  muted: 0.1,
}
const QUESTIONS = ['negative', 'bw', 'tone', 'lost'] as const

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { samples: { type: 'string', default: '384' }, grey: { type: 'string', default: '60' } },
})
if (positionals.length === 0) {
  console.error('usage: judged.ts MODEL… [--samples N] [--grey N]')
  process.exit(2)
}
const cache = join(cacheFolder(), 'pictures')
const store = new PictureStore(cache)
const validation = cachedPictures(cache).filter((picture) => picture.role === 'validation' && !picture.grey)

const square = (picture: Picture): Picture => {
  const side = Math.min(picture.width, picture.height)
  return cropPicture(picture, (picture.width - side) >> 1, (picture.height - side) >> 1, side, side)
}

/** Mean square of what is colour in a picture less what is in another (core's `psnrChroma`). */
const colourError = (a: Picture, b: Picture): number => 10 ** (-psnrChroma(a, b) / 10)

for (const folder of positionals) {
  const [find, look, repair] = await Promise.all(['find', 'look', 'repair'].map((part) => openSession(join(folder, `${part}.onnx`))))
  const model = { find, look, repair, card: JSON.parse(readFileSync(join(folder, 'card.json'), 'utf8')) }
  const ask = (picture: Picture, choices: Choices) => inspect(pictureToRaster(picture, 8), model, settle(choices), undefined, {})

  const right = new Map(QUESTIONS.map((question) => [question, { right: 0, entropy: 0 }]))
  let [prints, turned, negatives, left, small] = [0, 0, 0, 0, 0]
  const count = Number(values.samples)
  for (let k = 0; k < count; k++) {
    const photo = square(store.read(validation[k % validation.length]))
    const { input, target, recipe } = applyRecipe(
      photo,
      drawRecipe(`judged/${k}`, { width: photo.width, height: photo.height, mixture: HARD }),
    )
    const seen = await ask(input, {})
    for (const { question, probability } of seen.decisions) {
      const label = recipe.labels[question]
      const own = right.get(question)!
      if (probability > 0.5 === label > 0.5) own.right++
      own.entropy -= Math.log(Math.max(1e-6, label > 0.5 ? probability : 1 - probability))
    }
    const [{ used }] = seen.decisions
    if (recipe.labels.negative) {
      negatives++
      if (used === 0) left++
    } else {
      prints++
      if (used > 0) turned++
    }
    small += psnr(seen.small, resizeArea(target, seen.small.width, seen.small.height))
  }
  const shares = QUESTIONS.map((question) => (right.get(question)!.right / count).toFixed(3)).join(' / ')
  const entropies = QUESTIONS.map((question) => (right.get(question)!.entropy / count).toFixed(3)).join(' / ')
  console.log(`${folder}: ${QUESTIONS.join(' / ')} right of ${count}: ${shares}; cross-entropy ${entropies}`)
  console.log(
    `  prints turned ${turned} of ${prints}, negatives left ${left} of ${negatives}; small picture ${(small / count).toFixed(2)} dB`,
  )

  let [error, none, colour, own] = [0, 0, 0, 0]
  for (const entry of validation.slice(0, Number(values.grey))) {
    const photo = store.read(entry)
    const { small } = await ask(grey(photo), { polarity: 'positive', tone: 'off' })
    const target = resizeArea(photo, small.width, small.height)
    error += colourError(small, target)
    none += colourError(grey(target), target)
    colour += colourfulness(small)
    own += colourfulness(target)
  }
  console.log(
    `  colour of ${values.grey} grey ones: ${(10 * Math.log10(none / error)).toFixed(2)} dB gained, ${(colour / own).toFixed(2)} of the colourfulness`,
  )
  for (const session of [find, look, repair]) await session.close()
}
store.close()
