// What runs far away: trains by config.json on the pictures beside it, and leaves what it learned in result/.
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readWeights } from '@revelado/model'
import { noGrad, type Tensor, writeSafetensors } from '@revelado/torch'
import { clockText } from '../../src/clock.ts'
import { parseConfig } from '../../src/config.ts'
import { learnedNames } from '../../src/run/learners.ts'
import { train } from '../../src/train.ts'

const EVERY = 5000

const folder = resolve(import.meta.dirname, '../..')
const at = (...names: string[]): string => join(folder, ...names)
const config = parseConfig(JSON.parse(readFileSync(at('config.json'), 'utf8')), 'config.json')
const weights = new Map(readdirSync(at('weights')).flatMap((file) => [...readWeights(readFileSync(at('weights', file)))]))
const features = at('features.safetensors')

const controller = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => controller.abort())

let shown = 0
const state = await train(
  { ...config, ...(existsSync(features) && { features }), ...(config.often && { often: at('often.txt') }) },
  {
    folder: at('run'),
    pictures: at('pictures'),
    weights,
    signal: controller.signal,
    onProgress({ part, stage, step, samples, samplesPerSecond, loss, seconds, secondsLeft }) {
      if (Date.now() - shown < EVERY) return
      shown = Date.now()
      console.log(
        `${part} ${stage}: step ${step}, ${samples} samples, ${samplesPerSecond.toFixed(1)}/s, loss ${loss.toFixed(4)}, ${clockText(seconds)} done, ${clockText(secondsLeft)} left`,
      )
    },
  },
)

/** Only what learned, in half precision: models are shipped in it, and it halves what must travel. */
const learned = new Set(learnedNames(state.slots.values(), config.phases))
const averages: Record<string, Tensor> = {}
for (const { name, average } of state.slots.values())
  if (learned.has(name)) averages[`average/${name}`] = noGrad(() => average.to({ dtype: 'float16', device: 'cpu' }))
mkdirSync(at('result'), { recursive: true })
writeSafetensors(at('result', 'averages.safetensors'), averages, {
  progress: JSON.stringify(state.progress),
  config: JSON.stringify(config),
})
copyFileSync(at('config.json'), at('result', 'config.json'))
if (existsSync(at('run', 'curves.csv'))) copyFileSync(at('run', 'curves.csv'), at('result', 'curves.csv'))
console.log(`${state.progress.samples} samples in ${clockText(state.progress.seconds)}: copy ${at('result')} back`)
process.exit()
