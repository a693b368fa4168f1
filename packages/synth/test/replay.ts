// Fifty recipes on one picture, down to bytes: the same in every engine, or the project's promise of replaying is broken.
import { toBytes } from '@revelado/core'
import { testPhoto } from '../src/damage/test-photo.ts'
import { applyRecipe, drawRecipe, type Sample } from '../src/index.ts'

const SIZE = { width: 96, height: 72 }

const maskBytes = (data: Float32Array): Uint8Array => Uint8Array.from(data, (v) => Math.round(v * 255))

/** The sample of a seed. */
export function replaySample(seed: string): Sample {
  return applyRecipe(testPhoto(SIZE.width, SIZE.height), drawRecipe(seed, SIZE))
}

/** Everything of a sample as bytes: recipe as JSON, then input, target, damaged and lost in 8 bit. */
export function replayBytes(seed: string): Uint8Array {
  const { recipe, input, target, damaged, lost } = replaySample(seed)
  const parts = [
    new TextEncoder().encode(JSON.stringify(recipe)),
    toBytes(input),
    toBytes(target),
    maskBytes(damaged.data),
    maskBytes(lost.data),
  ]
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
