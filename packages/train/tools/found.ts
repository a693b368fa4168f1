// What FIND finds of a model, on validation photographs: how often it marks something where nothing is wrong, how much of what heavy
// damage and creases hide it marks, and what filling that brings.
//   npx tsx packages/train/tools/found.ts MODEL [--pictures 167] [--damaged 40]
// Undamaged ones are the photographs as they are; damage is drawn on those of the decoded cache, of 320 pixels at most.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { cropPicture, type Picture, pictureToRaster, psnr, Random, rasterToPicture } from '@revelado/core'
import { readPicture } from '@revelado/files'
import { applyRecipe, drawRecipe, findDamage } from '@revelado/synth'
import { openSession } from '../../cli/src/onnx-session.ts'
import { look as lookAt } from '../../restore/src/look.ts'
import { settle } from '../../restore/src/options.ts'
import { restore } from '../../restore/src/restore.ts'
import { cacheFolder } from '../src/data/cache-folder.ts'
import { cachedPictures, PictureStore } from '../src/data/pictures.ts'

const SIDE = 256
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { pictures: { type: 'string', default: '167' }, damaged: { type: 'string', default: '40' } },
})
const [folder] = positionals
if (!folder) {
  console.error('usage: found.ts MODEL [--pictures N] [--damaged N]')
  process.exit(2)
}
const [find, look, repair] = await Promise.all(['find', 'look', 'repair'].map((part) => openSession(join(folder, `${part}.onnx`))))
const card = JSON.parse(readFileSync(join(folder, 'card.json'), 'utf8'))
const fill = card.fill && (await openSession(join(folder, 'fill.onnx')))
const model = { find, fill, look, repair, card }
const cache = join(cacheFolder(), 'pictures')
const store = new PictureStore(cache)
const validation = cachedPictures(cache).filter(({ role, width, height }) => role === 'validation' && Math.min(width, height) >= 160)

/** What FIND marks in a picture, 0 or 255. */
async function marks(picture: Picture, damage: 'auto' | 'on'): Promise<Uint8Array | Float32Array | undefined> {
  return (await lookAt(pictureToRaster(picture, 8), model, settle({ damage }))).loss?.mask.data
}

const square = (picture: Picture): Picture => {
  const side = Math.min(SIDE, picture.width, picture.height)
  return cropPicture(picture, (picture.width - side) >> 1, (picture.height - side) >> 1, side, side)
}

const whole = validation.slice(0, Number(values.pictures))
for (const damage of ['auto', 'on'] as const) {
  let pictures = 0
  let share = 0
  for (const entry of whole) {
    const { raster } = await readPicture(join(cacheFolder(), 'photos', entry.path))
    const data = await marks(rasterToPicture(raster), damage)
    if (!data) continue
    pictures++
    for (const v of data) if (v > 127) share += 1 / data.length / whole.length
  }
  console.log(`undamaged, --damage ${damage}: something in ${pictures} of ${whole.length}, ${(100 * share).toFixed(2)} % of the pixels`)
}

interface Damaged {
  readonly input: Picture
  readonly target: Picture
  readonly hidden: Float32Array
}

const damaged: Record<string, (photo: Picture, k: number) => Damaged> = {
  heavy(photo, k) {
    const mixture = {
      kinds: { bw: 1, colour: 1, 'colour-negative': 0, 'bw-negative': 0 },
      severities: { clean: 0, light: 0, heavy: 1 },
      faded: 0,
    }
    const { input, target, hidden } = applyRecipe(photo, drawRecipe(`found/${k}`, { width: photo.width, height: photo.height, mixture }))
    return { input, target, hidden: hidden.data }
  },
  creases(photo, k) {
    const creases = findDamage('creases')!
    const { picture, hidden } = creases.apply(photo, creases.draw(new Random(`found/${k}`), { ...photo, scale: 1 }))
    return { input: picture, target: photo, hidden: hidden!.data }
  },
}

for (const [name, draw] of Object.entries(damaged)) {
  const samples = validation.slice(-Number(values.damaged)).map((entry, k) => draw(square(store.read(entry)), k))
  const quality = async ({ input, target }: Damaged, damage: 'auto' | 'on' | 'off'): Promise<number> =>
    psnr(rasterToPicture((await restore(pictureToRaster(input, 8), model, { damage, keepBw: true })).raster), target)
  const plain = []
  for (const sample of samples) plain.push(await quality(sample, 'off'))
  for (const damage of ['auto', 'on'] as const) {
    let [marked, right, all] = [0, 0, 0]
    const gains: number[] = []
    for (const [i, sample] of samples.entries()) {
      const data = await marks(sample.input, damage)
      for (let k = 0; k < sample.hidden.length; k++) {
        const said = data !== undefined && data[k] > 127
        if (said) marked++
        if (sample.hidden[k] > 0) all++
        if (said && sample.hidden[k] > 0) right++
      }
      gains.push((await quality(sample, damage)) - plain[i])
    }
    const mean = gains.reduce((a, b) => a + b) / gains.length
    console.log(
      `${name}, --damage ${damage}: ${((100 * right) / all).toFixed(1)} % of what is hidden, ${((100 * right) / Math.max(1, marked)).toFixed(1)} % of what is marked is, ${mean >= 0 ? '+' : ''}${mean.toFixed(2)} dB, worst ${Math.min(...gains).toFixed(2)}`,
    )
  }
}
store.close()
