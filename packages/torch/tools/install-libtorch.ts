// Installs the CPU build of torch with pip into the ignored folder .torch.

import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { COMPLETE } from './find-libtorch.ts'
import { INSTALLED, SetupError } from './sources.ts'

export const TORCH_VERSION = '2.13.0'

/** PyTorch's own index: on Linux, PyPI's torch is the CUDA build with gigabytes of libraries. */
const CPU_INDEX = 'https://download.pytorch.org/whl/cpu'

/** Room for the wheel, its unpacked files and pip's work. */
const NEEDED_BYTES = 2e9

/** Checks that an installation can work, before anything is downloaded. */
export function checkPython(): void {
  const version = spawnSync('python3', ['-c', 'import sys; print(*sys.version_info[:2])'], { encoding: 'utf8' })
  if (version.status !== 0) {
    throw new SetupError('python3 was not found: install Python 3.10 or newer, or set LIBTORCH to a folder with libtorch.')
  }
  const [major, minor] = version.stdout.trim().split(' ').map(Number)
  if (major < 3 || minor < 10) {
    throw new SetupError(
      `python3 is ${major}.${minor}, but torch needs 3.10 or newer: install one, or set LIBTORCH to a folder with libtorch.`,
    )
  }
  if (spawnSync('python3', ['-c', 'import venv, ensurepip']).status !== 0) {
    throw new SetupError('python3 lacks its modules venv and pip: install them (on Debian and Ubuntu the package python3-venv).')
  }
}

export function installLibtorch(say: (line: string) => void): void {
  mkdirSync(INSTALLED, { recursive: true })
  const room = statfsSync(INSTALLED)
  if (room.bavail * room.bsize < NEEDED_BYTES) {
    throw new SetupError(`There is no room for libtorch: ${INSTALLED} needs ${NEEDED_BYTES / 1e9} GB.`)
  }
  const venv = join(INSTALLED, 'venv')
  rmSync(COMPLETE, { force: true })
  rmSync(venv, { recursive: true, force: true })
  say(`Installing torch ${TORCH_VERSION} (CPU, about 200 MB to download) into .torch with pip ...`)
  if (spawnSync('python3', ['-m', 'venv', venv], { stdio: ['ignore', 2, 2] }).status !== 0) {
    throw new SetupError(`python3 could not make a virtual environment in ${venv}: see its message above.`)
  }
  if (!attempts().some((options) => pip(venv, options))) {
    throw new SetupError(
      `pip could not install torch ${TORCH_VERSION} (see its messages above): check the network, or set LIBTORCH to a folder with libtorch.`,
    )
  }
  writeFileSync(COMPLETE, `torch ${TORCH_VERSION}\n`)
}

/** pip's arguments, the most wanted first: indexes that the user configured, then PyTorch's. The CUDA build never matches "+cpu". */
function attempts(): string[][] {
  if (process.platform !== 'linux') return [[`torch==${TORCH_VERSION}`]]
  const cpu = `torch==${TORCH_VERSION}+cpu`
  return [[cpu], [cpu, '--extra-index-url', CPU_INDEX]]
}

function pip(venv: string, options: string[]): boolean {
  const flags = ['--disable-pip-version-check', '--no-input', '--retries', '2']
  return spawnSync(join(venv, 'bin/python'), ['-m', 'pip', 'install', ...flags, ...options], { stdio: ['ignore', 2, 2] }).status === 0
}
