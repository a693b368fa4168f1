// Sets up libtorch: finds or installs it, then compiles the binding. Run by `npm run setup:torch`; a second run does nothing.

import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { compile, findCompiler } from './compile.ts'
import { findLibtorch, type Libtorch, readVersion } from './find-libtorch.ts'
import { checkPython, installLibtorch } from './install-libtorch.ts'
import { hashSources, MODULE, SetupError, STAMP } from './sources.ts'

/** What the compiled module was made from. */
interface Stamp {
  readonly path: string
  readonly version: string
  readonly sources: string
  readonly machine: string
}

/** Makes build/torch.node, if it is not there yet. Throws SetupError with one sentence for the user. */
export function setUp(say: (line: string) => void): void {
  const sources = hashSources()
  const done = readStamp()
  if (done !== undefined && isCurrent(done, sources)) {
    say(`libtorch ${done.version} is set up.`)
    return
  }
  if (process.platform !== 'linux' && process.platform !== 'darwin') {
    throw new SetupError('Training with libtorch works on Linux and macOS only.')
  }
  const compiler = findCompiler()
  const libtorch = findLibtorch() ?? install(say)
  say(`Compiling the binding for libtorch ${libtorch.version} in ${libtorch.path} ...`)
  compile(compiler, libtorch)
  const stamp: Stamp = { ...libtorch, sources, machine: machine() }
  writeFileSync(STAMP, `${JSON.stringify(stamp, null, 2)}\n`)
  say(`libtorch ${libtorch.version} is set up.`)
}

function install(say: (line: string) => void): Libtorch {
  checkPython()
  installLibtorch(say)
  const libtorch = findLibtorch()
  if (libtorch === undefined)
    throw new SetupError('pip installed torch, but its libraries were not found: remove the folder .torch and try again.')
  return libtorch
}

function readStamp(): Stamp | undefined {
  return existsSync(STAMP) && existsSync(MODULE) ? (JSON.parse(readFileSync(STAMP, 'utf8')) as Stamp) : undefined
}

function isCurrent(stamp: Stamp, sources: string): boolean {
  const named = process.env['LIBTORCH']
  return (
    stamp.sources === sources &&
    (!named || resolve(named) === stamp.path) &&
    stamp.machine === machine() &&
    readVersion(stamp.path) === stamp.version
  )
}

const machine = () => `${process.platform} ${process.arch}`

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  try {
    setUp((line) => process.stderr.write(`${line}\n`))
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    process.stderr.write(`${error.message}\n`)
    process.exitCode = 1
  }
}
