import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Random } from '@revelado/core'
import { FEATURE_LENGTH } from '@revelado/model'
import { fromArray, grad, scope, ops as torch } from '@revelado/torch'
import { afterAll, describe, expect, it } from 'vitest'
import { parseConfig } from '../config.ts'
import { loadFeatures } from '../features/load.ts'
import { writeMadeFeatures } from '../features/made-features.ts'
import { libtorchOps, Parameters } from '../libtorch.ts'
import { SEMANTICS, semanticsLoss } from './semantics.ts'

const folder = mkdtempSync(join(tmpdir(), 'revelado-'))
afterAll(() => rmSync(folder, { recursive: true }))
writeMadeFeatures(join(folder, 'features.safetensors'))
const features = loadFeatures(join(folder, 'features.safetensors'))
const { network } = parseConfig({
  name: 'test',
  minutes: 1,
  network: { look: { widths: [8, FEATURE_LENGTH], blocks: [1, 1], global: 16 } },
  phases: [{ part: 'look', share: 1, look: 32, batch: 2 }],
})

/** A head that hands its input on. */
function plainHead(): Parameters {
  const head = new Parameters(1)
  const weight = new Float32Array(FEATURE_LENGTH * FEATURE_LENGTH)
  for (let i = 0; i < FEATURE_LENGTH; i++) weight[i * FEATURE_LENGTH + i] = 1
  head.set(`${SEMANTICS}.weight`, weight, [FEATURE_LENGTH, FEATURE_LENGTH, 1, 1])
  head.set(`${SEMANTICS}.bias`, new Float32Array(FEATURE_LENGTH), [FEATURE_LENGTH])
  return head
}

const random = new Random('semantics.test')
const photographs = () =>
  fromArray(
    Float32Array.from({ length: 2 * 3 * 64 * 64 }, () => random.uniform()),
    [2, 3, 64, 64],
  )

describe('semanticsLoss', () => {
  const told = (said: (seen: ReturnType<typeof photographs>) => ReturnType<typeof photographs>): number =>
    scope(() => {
      const target = photographs()
      const seen = features.features(target).at(-1)!
      const off = torch.sub(seen, torch.mean(seen, [0, 2, 3], true))
      return semanticsLoss(libtorchOps(plainHead()), network, features, said(off), target).item()
    })

  it('is the cosine between what is said and what SqueezeNet sees, less its mean', () => {
    // Features pass a ReLU on their way to the head, so the positive half of what is right is all that can be said here
    const right = told((off) => torch.relu(off))
    const again = told((off) => torch.mul(torch.relu(off), 7))
    expect(right).toBeGreaterThan(0)
    expect(right).toBeLessThan(0.5)
    expect(again).toBeCloseTo(right, 1)
    expect(told((off) => torch.relu(torch.mul(off, -1)))).toBeGreaterThan(1)
  })

  it('teaches the features it is given', () => {
    scope(() => {
      const deepest = fromArray(
        Float32Array.from({ length: 2 * FEATURE_LENGTH * 4 }, () => random.uniform()),
        [2, FEATURE_LENGTH, 2, 2],
      )
      deepest.requiresGrad = true
      const loss = semanticsLoss(libtorchOps(plainHead()), network, features, deepest, photographs())
      const [slope] = grad([loss], [deepest])
      expect(torch.linalg_vector_norm(slope).item()).toBeGreaterThan(0)
    })
  })
})
