// First values of a network's parameters.
import { Random } from '@revelado/core'
import type { ParameterSpec } from './ops.ts'

const SMALL = 1e-3

/** Values of one parameter; each depends on the seed and the parameter's own name only. */
export function initialValues(spec: ParameterSpec, seed: number | string): Float32Array {
  const length = spec.shape.reduce((a, b) => a * b, 1)
  if (spec.init instanceof Float32Array) return spec.init.slice()
  if (spec.init === 'zeros') return new Float32Array(length)
  if (spec.init === 'ones') return new Float32Array(length).fill(1)
  const random = new Random(seed).split(spec.name)
  const fanIn = length / spec.shape[0]
  if (spec.init === 'icnr') {
    const one = Float32Array.from({ length: length / 4 }, () => random.normal(0, Math.sqrt(2 / fanIn)))
    return Float32Array.from({ length }, (_, i) => one[Math.floor(i / fanIn / 4) * fanIn + (i % fanIn)])
  }
  const deviation = spec.init === 'small' ? SMALL : Math.sqrt(2 / fanIn)
  return Float32Array.from({ length }, () => random.normal(0, deviation))
}

/** First values of all parameters of a network. */
export function initialWeights(
  parameters: ReadonlyMap<string, ParameterSpec>,
  seed: number | string,
): Map<string, { shape: readonly number[]; data: Float32Array }> {
  return new Map([...parameters].map(([name, spec]) => [name, { shape: spec.shape, data: initialValues(spec, seed) }]))
}
