// How fast a picture is restored: seconds per megapixel at 1, 4 and 24 megapixels, beside this machine's own rate of
// multiplying matrices in ONNX Runtime, measured in the same process; start-up and memory are measured on processes of their own.
//   npx tsx bench/restore.ts [MODEL] [--threads N] [--quick]
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { createRaster, pictureToRaster, type Raster, rasterToPicture, resizeBilinear } from '@revelado/core'
import { readPicture, writePicture } from '@revelado/files'
import { type Card, lookSizes, repairSizes, writeGraph } from '@revelado/model'
import { type GraphSession, restore } from '@revelado/restore'
import * as onnx from 'onnxruntime-node'
import { findModel } from '../packages/cli/src/model-folder.ts'
import { openSession } from '../packages/cli/src/onnx-session.ts'

const MATRIX = 2048
const BEST_OF = 5
/** So small that the time is that of starting. */
const SMALLEST = [[64, 64]]
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { threads: { type: 'string' }, quick: { type: 'boolean', default: false } },
})
const threads = values.threads ? Number(values.threads) : undefined
const example = fileURLToPath(new URL('../examples/black-and-white-print.jpg', import.meta.url))

/** The example repeated to a picture of a × b pixels. */
async function pictureOf(width: number, height: number): Promise<Raster> {
  const { raster } = await readPicture(example)
  const piece = pictureToRaster(resizeBilinear(rasterToPicture(raster), 1000, 800), 8)
  const large = createRaster(width, height, 8)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x += piece.width) {
      const from = 3 * (y % piece.height) * piece.width
      large.data.set(piece.data.subarray(from, from + 3 * Math.min(piece.width, width - x)), 3 * (y * width + x))
    }
  return large
}

/** Floating-point operations a second of ONNX Runtime's own 2048³ matrix product: best of 5. */
async function matrixRate(): Promise<number> {
  const graph = writeGraph(
    { name: 'product', inputs: { a: [MATRIX, MATRIX], b: [MATRIX, MATRIX] }, outputs: { c: [MATRIX, MATRIX] } },
    new Map(),
    (ops, { a, b }) => ({ c: ops.matmul(a, b) }),
  )
  const session = await onnx.InferenceSession.create(graph, threads === undefined ? {} : { intraOpNumThreads: threads })
  const matrix = () => new onnx.Tensor('float32', new Float32Array(MATRIX * MATRIX).fill(0.5), [MATRIX, MATRIX])
  const feeds = { a: matrix(), b: matrix() }
  let best = Number.POSITIVE_INFINITY
  for (let i = 0; i <= BEST_OF; i++) {
    const start = performance.now()
    await session.run(feeds)
    if (i > 0) best = Math.min(best, (performance.now() - start) / 1000)
  }
  await session.release()
  return (2 * MATRIX ** 3) / best
}

/** A session that adds up its time and arithmetic. */
function counted(
  session: GraphSession,
  flopsOf: (height: number, width: number) => number,
  total: { seconds: number; flops: number },
): GraphSession {
  return {
    async run(feeds) {
      const [, , height, width] = (feeds.tile ?? feeds.picture).dims
      const start = performance.now()
      const out = await session.run(feeds)
      total.seconds += (performance.now() - start) / 1000
      total.flops += flopsOf(height, width)
      return out
    },
  }
}

async function speed(): Promise<void> {
  const found = await findModel(positionals[0])
  const card = JSON.parse(readFileSync(join(found.folder, 'card.json'), 'utf8')) as Card
  const look = await openSession(found.look, { threads })
  const repair = await openSession(found.repair, { threads })
  console.log(`model ${card.name}, ${threads ?? 'all'} threads`)
  for (const [width, height] of values.quick
    ? [[1000, 1000]]
    : [
        [1000, 1000],
        [2000, 2000],
        [6000, 4000],
      ]) {
    const picture = await pictureOf(width, height)
    const total = { seconds: 0, flops: 0 }
    const model = {
      card,
      look: counted(look, (h, w) => lookSizes(1, h, w, card.look).flops, total),
      repair: counted(repair, (h, w) => repairSizes(1, h, w, card.repair).flops, total),
    }
    const rate = await matrixRate()
    const start = performance.now()
    await restore(picture, model)
    const seconds = (performance.now() - start) / 1000
    const pixels = width * height
    console.log(
      [
        `${(pixels / 1e6).toFixed(0)} Mpx: ${((seconds * 1e6) / pixels).toFixed(2)} s/Mpx (${seconds.toFixed(1)} s, ${total.seconds.toFixed(1)} s of it in the graphs)`,
        `${(total.flops / pixels / 1e6).toFixed(3)} MFLOP per output pixel, halos included`,
        `${(total.flops / total.seconds / 1e9).toFixed(0)} GFLOP/s in the graphs, ${(rate / 1e9).toFixed(0)} in the matrix product: ratio ${(total.flops / total.seconds / rate).toFixed(2)}`,
      ].join('; '),
    )
  }
}

/**
 * Prints when a process has its first tile, counted from its start, and the most memory that it has used. ONNX Runtime is loaded by the
 * command itself, when it wants to: only its way of running a session is wrapped.
 */
const HOOK = `const Module = require('node:module')
const load = Module._load
let first
Module._load = function (request, ...rest) {
  const module = load.call(this, request, ...rest)
  const { InferenceSession } = request === 'onnxruntime-common' ? module : {}
  if (InferenceSession && !InferenceSession.prototype.timed) {
    const { run } = InferenceSession.prototype
    InferenceSession.prototype.timed = true
    InferenceSession.prototype.run = async function (feeds, ...more) {
      const out = await run.call(this, feeds, ...more)
      if ('tile' in feeds) first ??= performance.now()
      return out
    }
  }
  return module
}
process.on('exit', () => {
  const status = require('node:fs').readFileSync('/proc/self/status', 'utf8')
  console.error('first tile ' + (first / 1000).toFixed(2) + ' s')
  console.error('VmHWM ' + (Number(/VmHWM:\\s+(\\d+)/.exec(status)[1]) / 1024).toFixed(0) + ' MB')
})`

/** Runs the command itself on pictures of several sizes, each in a process of its own. */
async function processes(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'revelado-bench-'))
  const hook = join(folder, 'hook.cjs')
  writeFileSync(hook, HOOK)
  const command = fileURLToPath(new URL('../packages/cli/bin/revelado.js', import.meta.url))
  const model = positionals[0] ? ['--model', positionals[0]] : []
  try {
    for (const [width, height] of values.quick ? SMALLEST : [...SMALLEST, [1000, 1000], [6000, 4000]]) {
      const file = join(folder, `${width}.jpg`)
      const { metadata } = await readPicture(example)
      await writePicture(file, await pictureOf(width, height), { metadata })
      const start = performance.now()
      const args = ['--require', hook, command, 'restore', file, '-o', join(folder, 'out'), ...model]
      const run = spawnSync(process.execPath, args, { encoding: 'utf8' })
      const seconds = ((performance.now() - start) / 1000).toFixed(2)
      const memory = /VmHWM (\d+ MB)/.exec(run.stderr)?.[1] ?? 'unknown memory'
      const first = /first tile ([\d.]+ s)/.exec(run.stderr)?.[1] ?? 'not seen'
      console.log(
        `the whole command on ${width} × ${height}: first tile after ${first}, ${seconds} s from start to end, at most ${memory}${run.status ? run.stderr : ''}`,
      )
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}

await speed()
await processes()
