import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ReveladoError } from '@revelado/core'
import { cpuHasFastBf16, fromArray, hasDevice, ones, scope } from '@revelado/torch'
import { describe, expect, it } from 'vitest'
import { Parameters } from '../libtorch.ts'
import { inBfloat16, onDevice } from './device.ts'

/** libtorch's own functions that make a tensor out of nothing put it on the CPU. */
const OUT_OF_NOTHING = /\btorch\.(ones|zeros|full|eye|arange|linspace|rand|randn|randperm|empty|scalar_tensor)\((?![^\n]*device)/

const sources = join(import.meta.dirname, '..')

describe('onDevice', () => {
  it('is where tensors, parameters and batches are made, and nowhere else afterwards', async () => {
    const made = await onDevice('meta', async () =>
      scope(() => [ones([1]), fromArray(Float32Array.of(1)), new Parameters(1, 'meta').get('a', [2], 'zeros')].map(({ device }) => device)),
    )
    expect(made).toEqual(['meta', 'meta', 'meta'])
    expect(scope(() => ones([1]).device)).toBe('cpu')
  })

  it('gives the default back after a failure', async () => {
    await expect(onDevice('meta', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
    expect(scope(() => ones([1]).device)).toBe('cpu')
  })

  it('says in one sentence that a device is missing', async () => {
    const missing = hasDevice('mps') ? 'cuda' : 'mps'
    const asked = onDevice(missing, async () => 1)
    await expect(asked).rejects.toThrow(ReveladoError)
    await expect(asked).rejects.toThrow(`asks for ${missing}`)
  })

  it('is not circumvented: no source makes a tensor by an operator that keeps to the CPU', () => {
    const files = readdirSync(sources, { recursive: true, encoding: 'utf8' }).filter((name) => /(?<!\.test)\.ts$/.test(name))
    const found = files.filter((name) => OUT_OF_NOTHING.test(readFileSync(join(sources, name), 'utf8')))
    expect(files.length).toBeGreaterThan(50)
    expect(found).toEqual([])
  })
})

it('bfloat16 is chosen on processors with instructions for it alone, and taken anywhere when asked for', () => {
  expect(inBfloat16({ precision: 'auto', device: 'cpu' })).toBe(cpuHasFastBf16())
  expect(inBfloat16({ precision: 'auto', device: 'cuda' })).toBe(false)
  expect(inBfloat16({ precision: 'bfloat16', device: 'cuda' })).toBe(true)
  expect(inBfloat16({ precision: 'float32', device: 'cpu' })).toBe(false)
})
