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

const NETWORK = {
  find: { widths: [8, 16], down: [1, 1], up: [1] },
  look: { widths: [8, 16, 16], blocks: [1, 1, 1], global: 16 },
  repair: { widths: [8, 16], down: [1, 1], up: [1] },
}

/** Exports a run that never took a step; its configuration may say another device than the one that this machine has. */
async function exported(name: string, phases: readonly object[], device = 'cpu') {
  vi.stubEnv('REVELADO_CACHE', join(folder, 'cache'))
  const settings = { name, minutes: 1, network: NETWORK, phases }
  const run = join(folder, name)
  saveCheckpoint(join(run, 'checkpoint.safetensors'), createState(parseConfig(settings)), parseConfig(settings))
  writeFileSync(join(run, 'config.json'), JSON.stringify({ ...settings, device }))
  const said: string[] = []
  const io = { print: (line: string) => said.push(line), progress: () => {}, signal: new AbortController().signal }
  expect(await exportCommand([run, join(folder, `${name}-model`)], io)).toBe(0)
  return { said: said.join('\n'), card: JSON.parse(readFileSync(join(folder, `${name}-model`, 'card.json'), 'utf8')) }
}

it('a run that was trained on a GPU is exported on a machine without one', async () => {
  const phases = [{ part: 'repair', share: 1, look: 32, tile: 32, batch: 2 }]
  const { said, card } = await exported('gpu', phases, hasDevice('mps') ? 'cuda' : 'mps')
  expect(said).toContain('repair.onnx')
  expect(card.look.size).toBe(32)
})

it('LOOK is shipped for the size at which it learned last, whatever REPAIR was shown', async () => {
  const phases = [
    { part: 'look', share: 1, look: 64, batch: 2 },
    { part: 'look', share: 1, look: 96, batch: 2 },
    { part: 'repair', share: 1, look: 32, tile: 32, batch: 2 },
  ]
  expect((await exported('sizes', phases)).card.look.size).toBe(96)
})
