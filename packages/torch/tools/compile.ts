// Compiles native/ against a libtorch into build/torch.node, with one command of the C++ compiler.

import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import type { Libtorch } from './find-libtorch.ts'
import { BUILD, MAIN_SOURCE, MODULE, SetupError } from './sources.ts'

/** The compiler's command; the variable CXX names another one. */
export function findCompiler(): string {
  for (const command of [process.env['CXX'], 'c++', 'g++', 'clang++']) {
    if (command && spawnSync(command, ['--version']).status === 0) return command
  }
  throw new SetupError('No C++ compiler was found: install g++ or clang++ (on Debian and Ubuntu the package build-essential).')
}

function nodeHeaders(): string {
  try {
    return join(dirname(createRequire(import.meta.url).resolve('node-api-headers/package.json')), 'include')
  } catch (cause) {
    throw new SetupError('The package node-api-headers is missing: run npm ci.', { cause })
  }
}

export function compile(compiler: string, libtorch: Libtorch): void {
  mkdirSync(BUILD, { recursive: true })
  const fresh = `${MODULE}.part`
  const result = spawnSync(compiler, compilerArguments(libtorch, fresh), { encoding: 'utf8', maxBuffer: 1 << 26 })
  if (result.status !== 0) {
    rmSync(fresh, { force: true })
    const firstError = result.stderr?.split('\n').find((line) => /error/i.test(line)) ?? result.error?.message ?? 'it said nothing'
    throw new SetupError(`${compiler} could not compile the binding against libtorch ${libtorch.version}: ${firstError.trim()}`)
  }
  checkLoads(fresh, libtorch)
  renameSync(fresh, MODULE)
}

function compilerArguments(libtorch: Libtorch, output: string): string[] {
  const { path } = libtorch
  const library = join(path, 'lib')
  return [
    ...['-std=c++20', '-O2', '-fPIC', '-shared', '-fvisibility=hidden', '-Wall', '-Wextra'],
    ...['-DNAPI_VERSION=8', '-DNODE_GYP_MODULE_NAME=torch'],
    ...['-isystem', nodeHeaders(), '-isystem', join(path, 'include'), '-isystem', join(path, 'include/torch/csrc/api/include')],
    ...[MAIN_SOURCE, '-o', output, `-L${library}`],
    ...(process.platform === 'darwin' ? ['-undefined', 'dynamic_lookup'] : linuxLinking(library)),
    ...['-ltorch', '-ltorch_cpu', '-lc10', `-Wl,-rpath,${library}`],
  ]
}

function linuxLinking(library: string): string[] {
  return [
    '-D_GLIBCXX_USE_CXX11_ABI=1',
    // libtorch.so itself is what pulls in the CUDA part, so it must not be dropped for being unused.
    '-Wl,--no-as-needed',
    // A worker thread that ends must not unload libtorch under the feet of its thread pool.
    '-Wl,-z,nodelete',
    ...(existsSync(join(library, 'libtorch_cuda.so')) ? ['-ltorch_cuda', '-lc10_cuda'] : []),
  ]
}

/** Loads the module in a process of its own: one built for another libtorch ends the process rather than failing. */
function checkLoads(path: string, libtorch: Libtorch): void {
  const script = 'const m = { exports: {} }; process.dlopen(m, process.argv[1]); console.log(m.exports.about().version)'
  const result = spawnSync(process.execPath, ['-e', script, path], { encoding: 'utf8' })
  if (result.status === 0) return
  rmSync(path, { force: true })
  const reason = result.stderr.split('\n').find((line) => line.includes('Error')) ?? `it ended with ${result.signal ?? result.status}`
  throw new SetupError(
    `The binding was compiled but cannot be loaded with libtorch ${libtorch.version} in ${libtorch.path}: ${reason.trim()}`,
  )
}
