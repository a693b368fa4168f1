// How long a training step takes here, beside the same network in Python's PyTorch: loss, backward, clipping, fused AdamW and
// the average of weights, step by step in turn, both with the same heap settings.
//
// npx tsx packages/torch/bench/step.ts [--network FILE.ts] [--pairs 30] [--threads 2] [--batch 4] [--size 64] [--channels 16]
//   [--dtype float32|bfloat16]

import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { libtorchPath } from '../src/native.ts'
import { DEFAULTS, type Settings, TRAINING } from './network.ts'

export interface StepReport {
  readonly pairs: number
  /** Milliseconds of a step, medians. */
  readonly typescript: number
  readonly python: number
  /** Median of TypeScript's time over Python's, pair by pair: below 1, TypeScript is faster. */
  readonly ratio: number
  /** Largest difference of the two losses in any step, relative. */
  readonly lossDifference: number
}

export interface StepOptions extends Settings {
  /** A module as network.ts describes it; a .py of the same name lies beside it. */
  readonly network: string
  readonly pairs: number
  /** Called after each pair. */
  readonly onPair?: (done: number, typescript: number, python: number) => void
}

/** Steps that are not counted: memory is being set up. */
const WARM_UP = 3

/** What src/native.ts sets for itself; Python gets it from the environment. Blocks stay in the heap. */
const HEAP = { MALLOC_MMAP_MAX_: '0', MALLOC_TRIM_THRESHOLD_: '2147483647', MALLOC_TOP_PAD_: '67108864' }

export async function benchmarkStep({ network, pairs, onPair, ...settings }: StepOptions): Promise<StepReport> {
  const folder = mkdtempSync(join(tmpdir(), 'step-'))
  const children: Stepper[] = []
  try {
    const file = join(folder, 'tensors.safetensors')
    const json = JSON.stringify({ ...settings, training: TRAINING })
    const tsx = createRequire(import.meta.url).resolve('tsx')
    const script = (name: string) => resolve(import.meta.dirname, name)
    const own = new Stepper(process.execPath, ['--import', pathToFileURL(tsx).href, script('step-process.ts'), network, file, json])
    children.push(own)
    await own.ready()
    const other = new Stepper(findPython(), [script('step.py'), network.replace(/\.ts$/, '.py'), file, json])
    children.push(other)
    await other.ready()
    return await alternate(own, other, pairs, onPair)
  } finally {
    for (const child of children) child.stop()
    rmSync(folder, { recursive: true })
  }
}

async function alternate(own: Stepper, other: Stepper, pairs: number, onPair: StepOptions['onPair']): Promise<StepReport> {
  const times: [number, number][] = []
  let lossDifference = 0
  for (let i = -WARM_UP; i < pairs; i++) {
    // Whoever comes first changes, so that a drift of the machine's speed favours nobody.
    const first = i % 2 === 0 ? [own, other] : [other, own]
    const results = [await first[0].step(), await first[1].step()]
    const [mine, theirs] = i % 2 === 0 ? results : results.reverse()
    lossDifference = Math.max(lossDifference, Math.abs(mine.loss - theirs.loss) / Math.abs(theirs.loss))
    if (i < 0) continue
    times.push([mine.ms, theirs.ms])
    onPair?.(i + 1, mine.ms, theirs.ms)
  }
  return {
    pairs,
    typescript: median(times.map(([mine]) => mine)),
    python: median(times.map(([, theirs]) => theirs)),
    ratio: median(times.map(([mine, theirs]) => mine / theirs)),
    lossDifference,
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const last = sorted.length - 1
  return (sorted[Math.floor(last / 2)] + sorted[Math.ceil(last / 2)]) / 2
}

/** A process that does one training step when it is asked to. */
class Stepper {
  readonly #child: ChildProcessWithoutNullStreams
  readonly #lines: AsyncIterator<string>
  readonly #name: string

  constructor(command: string, args: readonly string[]) {
    this.#name = args.find((arg) => /step\b.*\.(py|ts)$/.test(arg)) ?? command
    this.#child = spawn(command, args, { env: { ...process.env, ...HEAP } })
    this.#child.stderr.pipe(process.stderr)
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]()
  }

  async ready(): Promise<void> {
    for (let line = await this.#next(); line !== 'ready'; line = await this.#next());
  }

  async step(): Promise<{ ms: number; loss: number }> {
    if (!this.#child.stdin.write('step\n')) await once(this.#child.stdin, 'drain')
    return JSON.parse(await this.#next())
  }

  stop(): void {
    this.#child.stdin.end()
    this.#child.kill()
  }

  async #next(): Promise<string> {
    const { value, done } = await this.#lines.next()
    if (done) throw new Error(`${this.#name} ended: see its message above.`)
    return value
  }
}

/** The Python that the libtorch in use came with, else python3. */
function findPython(): string {
  const beside = resolve(libtorchPath(), '../../../../bin/python')
  return existsSync(beside) ? beside : 'python3'
}

export function describeStep(report: StepReport): string {
  const { pairs, typescript, python, ratio, lossDifference } = report
  const ms = (value: number) => `${value.toFixed(1)} ms`
  return `training step: TypeScript ${ms(typescript)}, Python ${ms(python)}, median ratio of ${pairs} pairs ${ratio.toFixed(3)}, losses differ by at most ${lossDifference.toExponential(1)}`
}

async function main(): Promise<void> {
  const text = (value: string | number) => ({ type: 'string', default: String(value) }) as const
  const { values } = parseArgs({
    options: {
      network: text(resolve(import.meta.dirname, 'unet.ts')),
      pairs: text(30),
      threads: text(DEFAULTS.threads),
      batch: text(DEFAULTS.batch),
      size: text(DEFAULTS.size),
      channels: text(DEFAULTS.channels),
      dtype: text(DEFAULTS.dtype),
    },
  })
  const report = await benchmarkStep({
    network: resolve(values.network),
    pairs: Number(values.pairs),
    threads: Number(values.threads),
    batch: Number(values.batch),
    size: Number(values.size),
    channels: Number(values.channels),
    dtype: values.dtype === 'bfloat16' ? 'bfloat16' : 'float32',
    onPair: (done, mine, theirs) =>
      process.stderr.write(`\r${done}/${values.pairs}: ${mine.toFixed(1)} ms, Python ${theirs.toFixed(1)} ms   `),
  })
  process.stderr.write('\n')
  console.log(describeStep(report))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main()
