// What becomes of a run, wherever it was trained.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hasDevice } from '@revelado/torch'
import { afterAll, expect, it, vi } from 'vitest'
import { exportCommand } from './command.ts'
import { parseConfig } from './config.ts'
import { createState, saveCheckpoint } from './run/state.ts'

const folder = mkdtempSync(join(tmpdir(), 'revelado-'))
afterAll(() => {
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true })
})

it('a run that was trained on a GPU is exported on a machine without one', async () => {
  vi.stubEnv('REVELADO_CACHE', join(folder, 'cache'))
  const absent = hasDevice('mps') ? 'cuda' : 'mps'
  const settings = {
    name: 'gpu',
    minutes: 1,
    network: {
      find: { widths: [8, 16], down: [1, 1], up: [1] },
      look: { widths: [8, 16, 16], blocks: [1, 1, 1], global: 16 },
      repair: { widths: [8, 16], down: [1, 1], up: [1] },
    },
    phases: [{ part: 'repair', share: 1, look: 32, tile: 32, batch: 2 }],
  }
  const run = join(folder, 'run')
  saveCheckpoint(join(run, 'checkpoint.safetensors'), createState(parseConfig(settings)), parseConfig(settings))
  writeFileSync(join(run, 'config.json'), JSON.stringify({ ...settings, device: absent }))
  const said: string[] = []
  const io = { print: (line: string) => said.push(line), progress: () => {}, signal: new AbortController().signal }
  expect(await exportCommand([run, join(folder, 'model')], io)).toBe(0)
  expect(said.join('\n')).toContain('repair.onnx')
  expect(JSON.parse(readFileSync(join(folder, 'model', 'card.json'), 'utf8')).look.size).toBe(32)
})
