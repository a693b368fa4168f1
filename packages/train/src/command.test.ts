// What becomes of a run, wherever it was trained.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { hasDevice, noGrad, ops as torch } from '@revelado/torch'
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

/** A run that never took a step, or in which FILL did; its configuration may say another device than the one that this machine has. */
function runOf(name: string, phases: readonly object[], { device = 'cpu', fills = false } = {}): string {
  vi.stubEnv('REVELADO_CACHE', join(folder, 'cache'))
  const settings = { name, minutes: 1, network: NETWORK, phases }
  const run = join(folder, name)
  const state = createState(parseConfig(settings))
  if (fills) noGrad(() => torch.fill_(state.slots.get('fill.out.weight')!.average, 0.01))
  saveCheckpoint(join(run, 'checkpoint.safetensors'), state, parseConfig(settings))
  writeFileSync(join(run, 'config.json'), JSON.stringify({ ...settings, device }))
  return run
}

/** What is said when a run is exported, and the card. */
async function exported(name: string, run: string, ...options: string[]) {
  const said: string[] = []
  const io = { print: (line: string) => said.push(line), progress: () => {}, signal: new AbortController().signal }
  expect(await exportCommand([run, join(folder, `${name}-model`), ...options], io)).toBe(0)
  return { said: said.join('\n'), card: JSON.parse(readFileSync(join(folder, `${name}-model`, 'card.json'), 'utf8')) }
}

it('a run that was trained on a GPU is exported on a machine without one', async () => {
  const phases = [{ part: 'repair', share: 1, look: 32, tile: 32, batch: 2 }]
  const { said, card } = await exported('gpu', runOf('gpu', phases, { device: hasDevice('mps') ? 'cuda' : 'mps' }))
  expect(said).toContain('repair.onnx')
  expect(card.look.size).toBe(32)
})

it('LOOK is shipped for the size at which it learned last, whatever REPAIR was shown', async () => {
  const phases = [
    { part: 'look', share: 1, look: 64, batch: 2 },
    { part: 'look', share: 1, look: 96, batch: 2 },
    { part: 'repair', share: 1, look: 32, tile: 32, batch: 2 },
  ]
  expect((await exported('sizes', runOf('sizes', phases))).card.look.size).toBe(96)
})

it('a FILL that never learned is not shipped, and another run lends its own', async () => {
  const run = runOf('repairing', [{ part: 'repair', share: 1, look: 32, tile: 32, batch: 2 }])
  const { said, card } = await exported('without', run)
  expect(said).not.toContain('fill.onnx')
  expect(card.fill).toBeUndefined()
  const filling = runOf('filling', [{ part: 'fill', share: 1, look: 32, batch: 2 }], { fills: true })
  const lent = await exported('with', run, '--fill', filling)
  expect(lent.said).toContain('fill.onnx')
  expect(lent.card.fill).toMatchObject({ file: 'fill.onnx', multiple: 32 })
  expect(lent.card.training.stages).toEqual(['generator: fill', 'generator: repair'])
})
