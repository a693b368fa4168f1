// Packs a run for a machine that has python3 with torch and a C++ compiler, but no Node, no npm and no network. See README.md here.
import { copyFileSync, cpSync, createWriteStream, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { Random, resizeArea, toBytes } from '@revelado/core'
import { build } from 'esbuild'
import sharp from 'sharp'
import { readConfig, type TrainConfig } from '../../src/config.ts'
import { cacheFolder } from '../../src/data/cache-folder.ts'
import { type CachedPicture, cachedPictures, PictureStore } from '../../src/data/pictures.ts'
import { usable } from '../../src/feed/draw.ts'
import { readOften } from '../../src/feed/often.ts'

const TRAIN = resolve(import.meta.dirname, '../..')
const TORCH = resolve(TRAIN, '../torch')
const VALIDATION = 200
const SCRIPTS = ['setup.sh', 'train.sh', 'unpack.py']

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string', short: 'o' },
    pictures: { type: 'string', default: '12000' },
    short: { type: 'string', default: '160' },
    quality: { type: 'string', default: '72' },
    device: { type: 'string' },
    workers: { type: 'string' },
    minutes: { type: 'string' },
    node: { type: 'string' },
    only: { type: 'string' },
  },
})
if (positionals.length !== 1 || !values.out) {
  console.error('usage: pack.ts CONFIG -o DIR [--pictures N] [--short PIXELS] [--quality Q] [--device D] [--workers N] [--minutes M]')
  console.error('               [--node FILE] [--only photos|rest]')
  process.exit(2)
}
const out = resolve(values.out)
mkdirSync(out, { recursive: true })
if (values.only !== 'rest') await packPhotos(readConfig(positionals[0]))
if (values.only !== 'photos') await packRest(readConfig(positionals[0]))

/** Those that are drawn more often come before all others. */
function chosen(
  pictures: readonly CachedPicture[],
  role: CachedPicture['role'],
  count: number,
  random: Random,
  often?: ReadonlySet<string>,
): CachedPicture[] {
  const drawn = pictures
    .filter((picture) => picture.role === role)
    .map((picture) => ({ picture, at: random.uniform() - (often?.has(picture.hash) ? 1 : 0) }))
  return drawn
    .sort((a, b) => a.at - b.at)
    .slice(0, count)
    .map(({ picture }) => picture)
}

/** Pictures of the decoded cache that are large enough for the run, shrunk and compressed, in one file. */
async function packPhotos(config: TrainConfig): Promise<void> {
  const cache = join(cacheFolder(), 'pictures')
  const short = Number(values.short)
  const pictures = usable(cachedPictures(cache), Math.max(config.canvas, Math.min(short, 240)))
  const random = new Random(`${config.seed}/pack`)
  const store = new PictureStore(cache)
  mkdirSync(join(out, 'photos'), { recursive: true })
  const file = createWriteStream(join(out, 'photos', 'photos.bin'))
  const lines: string[] = []
  for (const entry of [
    ...chosen(pictures, 'validation', VALIDATION, random),
    ...chosen(pictures, 'train', Number(values.pictures), random, new Set(config.often && readOften(config.often))),
  ]) {
    const { hash, path, grey } = entry
    const whole = store.read(entry)
    const scale = Math.min(1, short / Math.min(entry.width, entry.height))
    const [width, height] = [entry.width, entry.height].map((length) => Math.round(scale * length))
    const small = scale < 1 ? resizeArea(whole, width, height) : whole
    const webp = await sharp(toBytes(small), { raw: { width, height, channels: 3 } })
      .webp({ quality: Number(values.quality), smartSubsample: true })
      .toBuffer()
    file.write(webp)
    lines.push(JSON.stringify({ hash, path, width, height, grey, bytes: webp.length }))
  }
  store.close()
  await new Promise((resolve) => file.end(resolve))
  writeFileSync(join(out, 'photos', 'index.ndjson'), `${lines.join('\n')}\n`)
  console.log(`${lines.length} pictures in ${join(out, 'photos')}`)
}

/** Program, binding, scripts, configuration, weights to begin with and features. */
async function packRest(config: TrainConfig): Promise<void> {
  const require = createRequire(import.meta.url)
  await build({
    entryPoints: { main: join(import.meta.dirname, 'main.ts'), 'worker-entrance': join(TRAIN, 'src/feed/worker.ts') },
    outdir: join(out, 'app/dist'),
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    alias: { sharp: join(import.meta.dirname, 'no-sharp.ts') },
    banner: { js: "import { createRequire as requireFrom } from 'node:module'\nconst require = requireFrom(import.meta.url)" },
  })
  writeFileSync(join(out, 'app/package.json'), '{ "type": "module" }\n')
  cpSync(join(TORCH, 'native'), join(out, 'app/native'), { recursive: true })
  cpSync(join(dirname(require.resolve('node-api-headers/package.json')), 'include'), join(out, 'app/node-headers'), { recursive: true })
  for (const script of SCRIPTS) copyFileSync(join(import.meta.dirname, script), join(out, script))
  writeFileSync(
    join(out, 'config.json'),
    `${JSON.stringify(
      {
        ...config,
        ...(values.device && { device: values.device }),
        ...(values.workers && { workers: Number(values.workers) }),
        ...(values.minutes && { minutes: Number(values.minutes) }),
        precision: 'float32',
      },
      null,
      2,
    )}\n`,
  )
  mkdirSync(join(out, 'weights'), { recursive: true })
  if (config.from)
    for (const part of partsOf(config)) {
      const file = join(config.from, `${part}.onnx`)
      // A model may have no FILL yet
      if (part === 'fill' && !existsSync(file)) continue
      if (!existsSync(file)) throw new Error(`expected ${file}: "from" must name a folder of models`)
      copyFileSync(file, join(out, 'weights', `${part}.onnx`))
    }
  if (config.often) copyFileSync(config.often, join(out, 'often.txt'))
  const features = config.features ?? join(cacheFolder(), 'squeezenet1.1.safetensors')
  if (existsSync(features)) copyFileSync(features, join(out, 'features.safetensors'))
  if (values.node) copyFileSync(values.node, join(out, values.node.endsWith('.xz') ? 'node.xz' : 'node'))
  console.log(`${config.name} in ${out}`)
}

/** REPAIR learns behind LOOK: whoever trains it needs both. */
function partsOf({ phases }: TrainConfig): string[] {
  return [...new Set(phases.flatMap(({ part }) => (part === 'both' || part === 'repair' ? ['look', 'repair'] : [part])))]
}
