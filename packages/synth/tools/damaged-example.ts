// Makes examples/damaged-print.jpg: a photograph, faded, scratched, folded, torn and compressed by this package's own damages.
//   tsx packages/synth/tools/damaged-example.ts PHOTOGRAPH OUT.jpg
import { fromBytes, type Picture, Random, toBytes } from '@revelado/core'
import sharp from 'sharp'
import { findDamage } from '../src/index.ts'

const SEED = 's3'
const DAMAGES = ['fading', 'film-grain', 'stains', 'scratches', 'dust', 'folds', 'torn-edges']
/** Against the training size of about 200 pixels that damages are drawn for. */
const SCALE = 2
const QUALITY = 85

const [photograph, out] = process.argv.slice(2)
const { data, info } = await sharp(photograph).removeAlpha().toColourspace('srgb').raw().toBuffer({ resolveWithObject: true })
let picture: Picture = fromBytes(info.width, info.height, data)
const random = new Random(SEED)
for (const name of DAMAGES) {
  const damage = findDamage(name)
  if (!damage) throw new Error(`there is no damage named ${name}`)
  picture = damage.apply(picture, damage.draw(random.split(name), { width: info.width, height: info.height, scale: SCALE })).picture
}
await sharp(toBytes(picture), { raw: { width: info.width, height: info.height, channels: 3 } })
  .jpeg({ quality: QUALITY, chromaSubsampling: '4:4:4' })
  .toFile(out)
