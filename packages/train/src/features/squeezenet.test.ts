// SqueezeNet with made weights against PyTorch; fixtures/make-squeezenet.py made the values.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ReveladoError } from '@revelado/core'
import { squeezenetShapes } from '@revelado/model'
import { fromArray, noGrad, scope, type Tensor, ops as torch, writeSafetensors } from '@revelado/torch'
import { afterAll, describe, expect, it } from 'vitest'
import { featureDistance } from './distance.ts'
import { loadFeatures } from './load.ts'
import { writeMadeFeatures } from './made-features.ts'
import type { SqueezeNet } from './squeezenet.ts'

interface Stored {
  sizes: number[][]
  means: number[]
  corner: number[][]
  vector: number[]
  distance: number
}
const stored = JSON.parse(readFileSync(new URL('../../fixtures/squeezenet.json', import.meta.url), 'utf8')) as Stored

/** Ten layers of float32 sums in another order. */
const SAME = 4
const SIDE = 40

const folder = mkdtempSync(join(tmpdir(), 'revelado-'))
const file = join(folder, 'features.safetensors')
writeMadeFeatures(file)
afterAll(() => rmSync(folder, { recursive: true }))

const within = <T>(f: (network: SqueezeNet) => T): T => {
  const network = loadFeatures(file)
  return scope(() => f(network))
}

function picture(k: number): Tensor {
  const values = Float32Array.from({ length: 3 * SIDE * SIDE }, (_, i) => Math.fround(0.5 + 0.5 * Math.sin(i * (k + 1) * 0.7)))
  return fromArray(values, [1, 3, SIDE, SIDE])
}

describe('SqueezeNet', () => {
  it('has 722,496 weights', () => {
    const count = [...squeezenetShapes().values()].reduce((sum, shape) => sum + shape.reduce((a, b) => a * b, 1), 0)
    expect(count).toBe(722_496)
  })

  it('gives the features that PyTorch gives', () => {
    within((network) => {
      const features = noGrad(() => network.features(picture(0)))
      expect(features.map(({ shape }) => shape)).toEqual(stored.sizes)
      for (const [i, layer] of features.entries()) {
        expect(torch.mean(layer).item()).toBeCloseTo(stored.means[i], SAME)
        const corner = layer.toFloat32Array().filter((_, j) => j % (layer.shape[2] * layer.shape[3]) === 0)
        for (const [c, value] of stored.corner[i].entries()) expect(corner[c]).toBeCloseTo(value, SAME)
      }
      const vector = noGrad(() => network.vectors(picture(0))).toFloat32Array()
      for (const [i, value] of stored.vector.entries()) expect(vector[64 * i]).toBeCloseTo(value, SAME)
    })
  })
})

describe('featureDistance', () => {
  it('is what PyTorch gives, 0 for a picture and itself, one value a picture', () => {
    within((network) => {
      const [a, b] = [picture(0), picture(7)]
      const apart = noGrad(() => featureDistance(network, torch.cat([a, a], 0), torch.cat([b, a], 0))).toFloat32Array()
      expect(apart.length).toBe(2)
      expect(apart[0]).toBeCloseTo(stored.distance, SAME)
      expect(apart[1]).toBe(0)
    })
  })

  it('draws the first picture to the second, and leaves the weights alone', () => {
    within((network) => {
      const a = picture(0)
      a.requiresGrad = true
      torch.sum(featureDistance(network, a, picture(7))).backward()
      const slope = a.grad!
      expect(torch.all(torch.isfinite(slope)).item()).toBeTruthy()
      const moved = noGrad(() => torch.sub(torch.detach(a), torch.mul(slope, 0.01 / torch.amax(torch.abs(slope)).item())))
      expect(noGrad(() => featureDistance(network, moved, picture(7))).item()).toBeLessThan(stored.distance)
    })
  })
})

describe('loadFeatures', () => {
  it('says where the file was looked for, and what is wrong with it', () => {
    const nowhere = join(folder, 'nowhere.safetensors')
    expect(() => loadFeatures(nowhere)).toThrow(ReveladoError)
    expect(() => loadFeatures(nowhere)).toThrow(nowhere)
    const other = join(folder, 'other.safetensors')
    scope(() => writeSafetensors(other, { 'conv1.weight': torch.zeros([64, 3, 3, 3]) }))
    expect(() => loadFeatures(other)).toThrow('it has no conv1.bias')
  })
})
