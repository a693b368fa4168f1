// A scan with an infrared page, as a user restores it, with a tiny model.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { handmadeTiff } from '../../files/test/samples.ts'
import { run } from './main.ts'
import { writeTinyModel } from './tiny-model.ts'

const [WIDTH, HEIGHT] = [64, 48]
let folder: string
let input: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'revelado-infrared-'))
  writeTinyModel(join(folder, 'model'))
  const data = Uint8Array.from({ length: 3 * WIDTH * HEIGHT }, (_, i) => 60 + ((i * 31) % 130))
  const infrared = new Uint8Array(WIDTH * HEIGHT).fill(210)
  infrared.fill(40, 20 * WIDTH + 20, 20 * WIDTH + 26)
  const page = { width: WIDTH, height: HEIGHT }
  input = join(folder, 'scan.tif')
  writeFileSync(
    input,
    handmadeTiff([
      { ...page, samples: 3, data },
      { ...page, samples: 1, data: infrared },
    ]),
  )
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

async function restored(...argv: string[]) {
  const said = { out: '', error: '' }
  await run(['restore', input, '--model', join(folder, 'model'), '--threads', '1', ...argv], {
    out: { write: (text) => (said.out += text) },
    error: { write: (text) => (said.error += text) },
    environment: { LANG: 'en_US.UTF-8' },
    signal: new AbortController().signal,
  })
  return said
}

describe('--infrared', () => {
  it('takes the dust of an infrared page for lost and says so, unless it is off', async () => {
    const auto = JSON.parse((await restored('--json')).out.split('\n')[0])
    expect(auto.infrared).toMatchObject({ used: true })
    expect(auto.changes.invented).toBeGreaterThanOrEqual(6 / (WIDTH * HEIGHT))
    const off = JSON.parse((await restored('--json', '--infrared', 'off')).out.split('\n')[0])
    expect(off.infrared).toBeUndefined()
    expect(off.decisions[3].by).toBe('model')
    expect((await restored()).error).toContain('found by infrared')
  })
})
