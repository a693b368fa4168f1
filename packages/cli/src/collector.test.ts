// Commands that draw samples run in a process of their own: what they print, their exit code and Ctrl-C are those of the command.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createRaster } from '@revelado/core'
import { writePicture } from '@revelado/files'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { wantsOwnCollector } from '../bin/collector.js'

const BIN = fileURLToPath(new URL('../bin/revelado.js', import.meta.url))
/** Starting two processes, one through tsx, on a busy machine. */
const PROCESS_TIMEOUT = 180_000
let home: string

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'revelado-collector-'))
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

/**
 * Runs the command, and stops it when progress was told three times: 'terminal' as Ctrl-C does, which both processes hear of, 'command'
 * by a signal to the one that was started.
 */
function spawned(argv: string[], stop?: 'terminal' | 'command'): Promise<{ code: number | null; out: string; error: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [BIN, ...argv], { stdio: ['ignore', 'pipe', 'pipe'], detached: true })
    let [out, error, told] = ['', '', 0]
    child.stdout.on('data', (data) => (out += data))
    child.stderr.on('data', (data) => {
      if (++told === 3 && stop) process.kill(stop === 'terminal' ? -child.pid! : child.pid!, 'SIGINT')
      error += data
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out, error }))
  })
}

it('is for those that draw, once', () => {
  expect(wantsOwnCollector(['train', 'a.json'], [])).toBe(true)
  expect(wantsOwnCollector(['dataset', 'build'], ['--no-warnings'])).toBe(true)
  expect(wantsOwnCollector(['train', 'a.json'], ['--single-threaded-gc'])).toBe(false)
  expect(wantsOwnCollector(['--lang', 'es', 'train', 'a.json'], [])).toBe(true)
  expect(wantsOwnCollector(['--lang=es', 'train', 'a.json'], [])).toBe(true)
  expect(wantsOwnCollector(['restore', 'train'], [])).toBe(false)
  expect(wantsOwnCollector([], [])).toBe(false)
})

it(
  'hands on what is said and the exit code',
  async () => {
    const { code, out, error } = await spawned(['dataset', 'bild'])
    expect([code, out]).toEqual([1, ''])
    expect(error).toContain('revelado dataset build')
  },
  PROCESS_TIMEOUT,
)

it(
  'stops once, whether both processes hear of it or one, and goes on with the same command',
  async () => {
    const photographs = join(home, 'photographs')
    mkdirSync(photographs)
    const count = 60
    for (let k = 0; k < count; k++) {
      const raster = createRaster(300, 220)
      for (let i = 0; i < raster.data.length; i++) raster.data[i] = (i * (k + 3)) % 251
      await writePicture(join(photographs, `${k}.png`), raster)
    }
    const build = ['dataset', 'build', photographs, '-o', join(home, 'set'), '--recipe', 'revelado']
    for (const stop of ['terminal', 'command'] as const) {
      const stopped = await spawned(build, stop)
      expect(stopped.code).toBe(130)
      expect(stopped.out).toContain('stopped: the same command goes on')
    }
    const rest = await spawned(build)
    expect(rest.code).toBe(0)
    const [made, before] = [/(\d+) samples made/, /(\d+) were there/].map((pattern) => Number(pattern.exec(rest.out)?.[1]))
    expect(made + before).toBe(count)
    expect(before).toBeGreaterThan(0)
  },
  PROCESS_TIMEOUT,
)
