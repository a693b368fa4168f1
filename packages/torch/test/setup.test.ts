// What setting up says when something is missing.

import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { setUp } from '../tools/setup.ts'
import { SetupError } from '../tools/sources.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'libtorch-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** What setting up says with these variables; the end is an error. */
function refusal(env: Record<string, string>): string {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
  try {
    setUp(() => {})
  } catch (error) {
    expect(error).toBeInstanceOf(SetupError)
    return (error as SetupError).message
  } finally {
    vi.unstubAllEnvs()
  }
  return 'no error'
}

function fakeLibtorch(name: string, version: readonly [number, number, number], libc10: string): string {
  const path = join(folder, name)
  const [major, minor, patch] = version
  mkdirSync(join(path, 'include/torch/headeronly'), { recursive: true })
  mkdirSync(join(path, 'lib'))
  const defines = [`MAJOR ${major}`, `MINOR ${minor}`, `PATCH ${patch}`].map((line) => `#define TORCH_VERSION_${line}\n`)
  writeFileSync(join(path, 'include/torch/headeronly/version.h'), defines.join(''))
  writeFileSync(join(path, 'lib/libc10.so'), libc10)
  for (const library of ['libtorch_cpu.so', 'libtorch_cpu.dylib']) writeFileSync(join(path, 'lib', library), '')
  return path
}

test('a folder without libtorch', () => {
  const library = `libtorch_cpu.${process.platform === 'darwin' ? 'dylib' : 'so'}`
  expect(refusal({ LIBTORCH: folder })).toBe(
    `the variable LIBTORCH points to ${folder}, which holds no libtorch: a folder with include/ and lib/${library} is expected.`,
  )
})

test('no compiler', () => {
  expect(refusal({ LIBTORCH: folder, PATH: folder, CXX: '' })).toMatch(/^No C\+\+ compiler was found: install/)
})

test('an old libtorch', () => {
  expect(refusal({ LIBTORCH: fakeLibtorch('old', [1, 13, 1], '__cxx11') })).toMatch(/gives libtorch 1\.13\.1, but 2\.9 or newer is needed/)
})

test.runIf(process.platform === 'linux')('a libtorch with the old ABI', () => {
  expect(refusal({ LIBTORCH: fakeLibtorch('abi', [2, 13, 0], 'nothing new') })).toMatch(/ABI/)
})

test('a libtorch that does not compile', () => {
  const message = refusal({ LIBTORCH: fakeLibtorch('broken', [2, 13, 0], '__cxx11') })
  expect(message).toMatch(/could not compile the binding against libtorch 2\.13\.0: .*error/)
  expect(message).not.toContain('\n')
})

test('what is set up already is left alone', () => {
  const said: string[] = []
  setUp((line) => said.push(line))
  expect(said).toHaveLength(1)
  expect(said[0]).toMatch(/^libtorch \S+ is set up\.$/)
})

test('the command says its sentence and fails', () => {
  const script = resolve(import.meta.dirname, '../tools/setup.ts')
  const env = { ...process.env, LIBTORCH: folder }
  const result = spawnSync(process.execPath, ['--import', 'tsx', script], { encoding: 'utf8', env })
  expect([result.status, result.stdout, result.stderr.trim().split('\n').length]).toEqual([1, '', 1])
})
