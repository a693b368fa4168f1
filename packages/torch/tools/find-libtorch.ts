// Finds libtorch: the variable LIBTORCH, what an earlier set-up installed, or a Python that has torch.

import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { INSTALLED, SetupError } from './sources.ts'

/** A libtorch: a folder with include/ and lib/, such as Python's `site-packages/torch` or the unpacked libtorch zip. */
export interface Libtorch {
  readonly path: string
  /** Such as "2.13.0". */
  readonly version: string
}

/** Older ones lack parts of the interface to accelerators that the binding is written against. */
const OLDEST: readonly [number, number] = [2, 9]

const LIBRARY = process.platform === 'darwin' ? 'libtorch_cpu.dylib' : 'libtorch_cpu.so'

/** Newer versions keep it in the first place, older ones in the second. */
const VERSION_HEADERS = ['headeronly/version.h', 'csrc/api/include/torch/version.h']

/** Written when an installation is whole: one that was interrupted lacks it and is made anew. */
export const COMPLETE = join(INSTALLED, 'complete')

export function findLibtorch(): Libtorch | undefined {
  const named = process.env['LIBTORCH']
  if (named) return readLibtorch(resolve(named), 'the variable LIBTORCH')
  const installed = installedPath()
  if (installed !== undefined) return readLibtorch(installed, 'the folder .torch')
  const python = pythonPath()
  return python === undefined ? undefined : readLibtorch(python, 'Python’s torch')
}

/** Reads version and ABI of the libtorch at `path`; `origin` says in an error where the path came from. */
export function readLibtorch(path: string, origin: string): Libtorch {
  const version = readVersion(path)
  if (version === undefined || !existsSync(join(path, 'lib', LIBRARY))) {
    throw new SetupError(`${origin} points to ${path}, which holds no libtorch: a folder with include/ and lib/${LIBRARY} is expected.`)
  }
  const [major, minor] = version.split('.').map(Number)
  if (!(major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]))) {
    throw new SetupError(`${origin} gives libtorch ${version}, but ${OLDEST.join('.')} or newer is needed: install torch 2.13.0.`)
  }
  if (process.platform === 'linux' && !readFileSync(join(path, 'lib/libc10.so')).includes('__cxx11')) {
    throw new SetupError(
      `${origin} gives a libtorch built with the C++ ABI from before C++11, which cannot be linked: install torch 2.13.0.`,
    )
  }
  return { path, version }
}

/** The version that the headers in `path` are of, or undefined where there are none. */
export function readVersion(path: string): string | undefined {
  for (const header of VERSION_HEADERS) {
    const file = join(path, 'include/torch', header)
    if (!existsSync(file)) continue
    const text = readFileSync(file, 'utf8')
    const parts = ['MAJOR', 'MINOR', 'PATCH'].map((part) => new RegExp(`#define TORCH_VERSION_${part} (\\d+)`).exec(text)?.[1])
    if (parts.every((part) => part !== undefined)) return parts.join('.')
  }
  return undefined
}

function installedPath(): string | undefined {
  if (!existsSync(COMPLETE)) return undefined
  const libraries = join(INSTALLED, 'venv/lib')
  for (const name of existsSync(libraries) ? readdirSync(libraries) : []) {
    const path = join(libraries, name, 'site-packages/torch')
    if (existsSync(path)) return path
  }
  return undefined
}

function pythonPath(): string | undefined {
  const script = 'import importlib.util as u; s = u.find_spec("torch"); print(s.submodule_search_locations[0] if s else "")'
  const result = spawnSync('python3', ['-c', script], { encoding: 'utf8' })
  return (result.status === 0 && result.stdout.trim()) || undefined
}
