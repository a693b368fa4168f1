// The check of who may import whom is itself checked: a house in miniature, with forbidden imports planted in it.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('..', import.meta.url))
let house = ''

beforeEach(() => {
  house = mkdtempSync(join(tmpdir(), 'house-'))
  write('tsconfig.json', '{ "compilerOptions": { "module": "nodenext", "allowImportingTsExtensions": true, "noEmit": true } }')
  for (const room of ['core', 'files', 'synth', 'torch', 'model', 'restore', 'train', 'evaluate', 'cli'])
    write(`packages/${room}/src/index.ts`, 'export const here = 1\n')
})
afterEach(() => rmSync(house, { recursive: true }))

function write(file: string, text: string): void {
  mkdirSync(dirname(join(house, file)), { recursive: true })
  writeFileSync(join(house, file), text)
}

function check(): { status: number | null; output: string } {
  const program = join(root, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs')
  const config = join(root, '.dependency-cruiser.cjs')
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, 'packages', '--config', config], {
    cwd: house,
    encoding: 'utf8',
  })
  return { status, output: stdout + stderr }
}

const use = (room: string): string => `export { here } from '../../${room}/src/index.ts'\n`

describe('the arrows of the house', () => {
  it('let allowed imports pass', () => {
    write('packages/restore/src/a.ts', use('core'))
    write('packages/train/src/a.ts', use('torch'))
    write('packages/cli/src/a.ts', `export const later = () => import('../../train/src/index.ts')\n`)
    expect(check()).toMatchObject({ status: 0 })
  })

  it('refuse what points up, sideways, out of the browser, in a circle or nowhere', () => {
    const planted: [file: string, text: string, rule: string][] = [
      ['packages/core/src/up.ts', use('files'), 'arrows-of-core'],
      ['packages/restore/src/sideways.ts', use('files'), 'arrows-of-restore'],
      ['packages/synth/src/sideways.ts', use('model'), 'arrows-of-synth'],
      ['packages/torch/src/any.ts', use('core'), 'arrows-of-torch'],
      ['packages/evaluate/src/sideways.ts', use('train'), 'arrows-of-evaluate'],
      ['packages/cli/src/at-once.ts', use('train'), 'training-is-asked-for'],
      ['packages/core/src/node.ts', `export { readFileSync } from 'node:fs'\n`, 'core-runs-anywhere'],
      ['packages/model/src/nowhere.ts', `export * from './missing.ts'\n`, 'resolvable'],
      ['packages/core/src/a.ts', `import { b } from './b.ts'\nexport const a = () => b\n`, 'no-circles'],
    ]
    for (const [file, text] of planted) write(file, text)
    write('packages/core/src/b.ts', `import { a } from './a.ts'\nexport const b = () => a\n`)
    const { status, output } = check()
    expect(status).not.toBe(0)
    for (const [file, , rule] of planted) expect(output).toMatch(new RegExp(`${rule}: (${file}|packages/core/src/b.ts)`))
  })
})
