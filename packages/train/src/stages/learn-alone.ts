// For tests: a part of a small generator learns from one batch.
import { Random } from '@revelado/core'
import { scope } from '@revelado/torch'
import { expect } from 'vitest'
import { type Phase, parseConfig } from '../config.ts'
import type { Batch } from '../feed/batch.ts'
import { libtorchOps } from '../libtorch.ts'
import { teach } from '../run/learners.ts'
import { createState } from '../run/state.ts'
import { generatorLoss } from './generator.ts'
import type { Trial } from './stage.ts'

const NETWORK = {
  find: { widths: [8, 16, 24], down: [1, 1, 1], up: [1, 1] },
  fill: { widths: [16, 24, 32], down: [1, 1, 1], up: [1, 1] },
  look: { widths: [8, 16, 16], blocks: [1, 1, 1], global: 16 },
  repair: { widths: [8, 16], down: [1, 1], up: [1] },
}

/** A trial of `part` on `batch` by what it has learned so far, and a lesson of some steps, after which no other part may have changed. */
export function pupil(part: Phase['part'], batch: Batch): { readonly trial: Trial; learn(steps: number): number[] } {
  const { count, look } = batch.shape
  const config = parseConfig({ name: part, minutes: 1, ema: 0, network: NETWORK, phases: [{ part, share: 1, look, batch: count }] })
  const state = createState(config)
  const [phase] = config.phases
  const trial = { state, config, phase, features: null, folder: '', gallery: () => [batch] }
  const learn = (steps: number): number[] => {
    const others = [...state.slots.values()].filter(({ name }) => !name.startsWith(`${part}.`))
    const before = others.map(({ parameter }) => parameter.toFloat32Array())
    const losses = Array.from({ length: steps }, (_, step) => {
      const value = scope(() => {
        const { loss } = generatorLoss(libtorchOps(state.live), config, phase, batch, new Random(step), null)
        loss.backward()
        return loss.item()
      })
      teach(state, config, phase, 'generator', 3e-3)
      return value
    })
    for (const [i, { parameter }] of others.entries()) expect(parameter.toFloat32Array()).toEqual(before[i])
    return losses
  }
  return { trial, learn }
}
