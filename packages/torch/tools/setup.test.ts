// What setting up says when something is missing.

import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'libtorch-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

/** LIBTORCH names another libtorch than the one that was built with, so that setting up does not stop early. */
function setUp(env: Record<string, string>) {
  const script = resolve(import.meta.dirname, 'setup.ts')
  const result = spawnSync(process.execPath, ['--import', 'tsx', script], { encoding: 'utf8', env: { ...process.env, ...env } })
  return { status: result.status, message: result.stderr.trim() }
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
  const { status, message } = setUp({ LIBTORCH: folder })
  expect(status).toBe(1)
  expect(message).toBe(
    `the variable LIBTORCH points to ${folder}, which holds no libtorch: a folder with include/ and lib/libtorch_cpu.${process.platform === 'darwin' ? 'dylib' : 'so'} is expected.`,
  )
})

test('no compiler', () => {
  const { status, message } = setUp({ LIBTORCH: folder, PATH: folder, CXX: '' })
  expect([status, message.split('\n').length]).toEqual([1, 1])
  expect(message).toMatch(/No C\+\+ compiler was found: install/)
})

test('an old libtorch', () => {
  const { status, message } = setUp({ LIBTORCH: fakeLibtorch('old', [1, 13, 1], '__cxx11') })
  expect([status, message.split('\n').length]).toEqual([1, 1])
  expect(message).toMatch(/gives libtorch 1\.13\.1, but 2\.9 or newer is needed/)
})

test.runIf(process.platform === 'linux')('a libtorch with the old ABI', () => {
  const { status, message } = setUp({ LIBTORCH: fakeLibtorch('abi', [2, 13, 0], 'nothing new') })
  expect([status, message.split('\n').length]).toEqual([1, 1])
  expect(message).toMatch(/ABI/)
})

test('a libtorch that does not compile', () => {
  const { status, message } = setUp({ LIBTORCH: fakeLibtorch('broken', [2, 13, 0], '__cxx11') })
  expect(status).toBe(1)
  expect(message).toMatch(/could not compile the binding against libtorch 2\.13\.0: .*error/)
})

test('what is set up already is left alone', () => {
  const { status, message } = setUp({ LIBTORCH: '' })
  expect(status).toBe(0)
  expect(message).toMatch(/^libtorch \S+ is set up\.$/)
})
