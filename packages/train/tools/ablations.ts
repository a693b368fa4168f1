// Ablations: LOOK from nothing for some minutes each, one thing changed at a time, then exported beside
// one REPAIR and evaluated. Runs that are there already are not run again, so it can be stopped and called anew.
//   npx tsx packages/train/tools/ablations.ts --repair RUN --sets DIR [--minutes 20] [--seeds 1,2] [--only NAME,…] [--at-once 2] [-o FOLDER]
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { runFolder } from '../src/data/cache-folder.ts'
import { readProgress } from '../src/run/state.ts'

const { values } = parseArgs({
  options: {
    repair: { type: 'string' },
    sets: { type: 'string' },
    minutes: { type: 'string', default: '20' },
    seeds: { type: 'string', default: '1' },
    only: { type: 'string' },
    'at-once': { type: 'string', default: '2' },
    output: { type: 'string', short: 'o', default: 'ablations' },
  },
})
const { repair, sets } = values
if (!repair || !sets) {
  console.error('usage: ablations.ts --repair RUN --sets DIR [--minutes 20] [--seeds 1,2] [--only NAME,…] [--at-once 2] [-o FOLDER]')
  process.exit(2)
}
const minutes = Number(values.minutes)
const output = resolve(values.output)

type Json = Record<string, unknown>

/** What every run has in common; each changes one thing of it. */
const BASE: Json = {
  canvas: 160,
  learningRate: 6e-4,
  threads: 1,
  workers: 1,
  validateEvery: minutes,
  minutes,
  phases: [{ part: 'look', share: 1, look: 96, batch: 16 }],
}
const phase = (more: Json): Json => ({ phases: [{ part: 'look', share: 1, look: 96, batch: 16, ...more }] })
const widths = (...of: number[]): Json => ({ network: { look: { widths: of, blocks: [1, 1, 1, 2, 2], global: 256 } } })

/** What is changed, and what it is called in the table. */
const ABLATIONS: Record<string, { readonly what: string; readonly change: Json }> = {
  base: { what: 'as it is, at 96 pixels', change: {} },
  'no-switches': { what: 'every picture developed, none passes by', change: { switches: false } },
  narrow: { what: 'three quarters of the width', change: widths(24, 48, 96, 144, 192) },
  wide: { what: 'half as wide again', change: widths(48, 96, 192, 288, 384) },
  'plain-colour': { what: 'errors of colour count alike', change: { colourLoss: 'plain' } },
  colourful: { what: 'the same, colourfulness rewarded', change: { colourLoss: 'colourfulness' } },
  'look-64': { what: 'LOOK sees 64 pixels', change: phase({ look: 64 }) },
  'look-128': { what: 'LOOK sees 128 pixels', change: phase({ look: 128 }) },
  complement: { what: 'negatives are 255 − x, not film', change: phase({ mixture: { complement: 1 } }) },
  muon: { what: 'Muon instead of AdamW', change: { optimiser: 'muon' } },
}

/** Groups that LOOK decides, and what is read off them. */
const GROUPS = ['clean', 'negatives', 'colour', 'polarity', 'polarity-real']
const READ: readonly { head: string; task: string; measure: string; set: string; condition: string; digits: number }[] = [
  { head: 'clean, dB', task: 'clean', measure: 'PSNR RGB', set: 'kodak24', condition: 'clean', digits: 1 },
  { head: 'held-out film, ΔE', task: 'negatives', measure: 'ΔE2000', set: 'kodak24', condition: 'held-out film', digits: 1 },
  { head: 'its cast b*', task: 'negatives', measure: 'cast b*', set: 'kodak24', condition: 'held-out film', digits: 1 },
  {
    head: 'colourfulness',
    task: 'colour',
    measure: 'colourfulness, share of the original’s',
    set: 'kodak24',
    condition: 'grey',
    digits: 2,
  },
  { head: 'chroma, dB', task: 'colour', measure: 'gain in PSNR CbCr over grey', set: 'kodak24', condition: 'grey', digits: 2 },
  {
    head: 'real negatives wrong, of 16',
    task: 'polarity-real',
    measure: 'polarity wrong',
    set: 'real/negatives',
    condition: 'film negatives',
    digits: 0,
  },
  { head: 'real ones wrong, of 38', task: 'polarity-real', measure: 'polarity wrong', set: 'all', condition: 'all', digits: 0 },
]

const cli = join(import.meta.dirname, '../../cli/bin/revelado.js')

function revelado(...args: string[]): Promise<void> {
  return new Promise((done, failed) => {
    const child = spawn(process.execPath, [cli, ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, OMP_NUM_THREADS: '1' },
    })
    child.on('exit', (code) => (code === 0 ? done() : failed(new Error(`revelado ${args.join(' ')} ended with ${code}`))))
  })
}

async function ablate(name: string, seed: string): Promise<void> {
  const run = `ablation-${name}-${minutes}-${seed}`
  const folder = join(output, run)
  if (existsSync(join(folder, 'report.json'))) return
  mkdirSync(folder, { recursive: true })
  const config = join(folder, 'config.json')
  writeFileSync(config, `${JSON.stringify({ ...BASE, ...ABLATIONS[name].change, name: run, seed }, null, 2)}\n`)
  console.error(`${run}: ${ABLATIONS[name].what}`)
  await revelado('train', config)
  await revelado('export', repair as string, join(folder, 'model'), '--look', run)
  await revelado('evaluate', '--model', join(folder, 'model'), '--sets', sets as string, '--quick', '--only', GROUPS.join(), '-o', folder)
}

interface Report {
  figures: { task: string; measure: string; set: string; condition: string; method: string; value: number }[]
}

function row(name: string, seed: string): string {
  const run = `ablation-${name}-${minutes}-${seed}`
  const folder = join(output, run)
  const { samples } = readProgress(join(runFolder(run), 'checkpoint.safetensors'))
  const { figures } = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as Report
  const cells = READ.map(({ task, measure, set, condition, digits }) => {
    const found = figures.find(
      (f) => f.task === task && f.measure === measure && f.set === set && f.condition === condition && f.method === 'revelado',
    )
    return found ? found.value.toFixed(digits) : '–'
  })
  return `| ${ABLATIONS[name].what} | ${seed} | ${samples.toLocaleString('en')} | ${cells.join(' | ')} |`
}

const names = values.only?.split(',') ?? Object.keys(ABLATIONS)
const unknown = names.find((name) => !(name in ABLATIONS))
if (unknown) {
  console.error(`expected some of ${Object.keys(ABLATIONS).join(', ')} but received ${unknown}`)
  process.exit(2)
}
const jobs = values.seeds.split(',').flatMap((seed) => names.map((name) => ({ name, seed })))
const waiting = [...jobs]
await Promise.all(
  Array.from({ length: Number(values['at-once']) }, async () => {
    for (let job = waiting.shift(); job; job = waiting.shift()) await ablate(job.name, job.seed)
  }),
)
const heads = ['what', 'seed', 'samples', ...READ.map(({ head }) => head)]
console.log(
  [`| ${heads.join(' | ')} |`, `| ${heads.map(() => '---').join(' | ')} |`, ...jobs.map(({ name, seed }) => row(name, seed))].join('\n'),
)
