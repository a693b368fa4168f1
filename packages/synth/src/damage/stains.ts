// Stains one can see through: water rings, coffee, foxing, fingerprints' grease; they tint, darken or bleach what is under them.
import { createPlane, type Picture, type Plane, Random } from '@revelado/core'
import { cloud } from '../field/cloud.ts'
import { coverPolygon } from '../field/coverage.ts'
import { mapChannels } from '../field/map.ts'
import { blob } from '../field/path.ts'
import { soften } from '../field/soften.ts'
import type { Damage } from './damage.ts'

type Three = readonly [number, number, number]
type P = {
  readonly count: number
  readonly radius: number
  readonly tint: Three
  readonly strength: number
  readonly rim: number
  readonly softness: number
  readonly seed: number
}

/** Multiplies the picture by `tint` where `cover` says so. */
export function tinted(picture: Picture, cover: Plane, tint: Three): Picture {
  const amounts = cover.data
  return mapChannels(picture, (from, to, c) => multiply(from, to, amounts, tint[c] - 1))
}

function multiply(from: Float32Array, to: Float32Array, amounts: Float32Array, less: number): void {
  for (let i = 0; i < to.length; i++) to[i] = from[i] * (1 + amounts[i] * less)
}

export const stains: Damage<P> = {
  name: 'stains',
  title: { en: 'Stains', es: 'Manchas' },
  severity: 'light',
  reach: 'marks',
  range:
    '1 to 30 stains of 1 to 30 % of the short side, yellow to brown, grey or bleached, half to fully strong, with or without a dark rim',
  draw(random, { width, height }) {
    const foxing = random.chance(0.35)
    const short = Math.min(width, height)
    const u = random.uniform()
    // Most darken: tea, rust, damp. Some bleach: chlorine, light through a hole in the mount.
    const hue =
      u < 0.65
        ? [random.uniform(0.7, 1), random.uniform(0.6, 0.88), random.uniform(0.2, 0.6)]
        : [0, 0, 0].map(() => (u < 0.8 ? 0.65 : 1.4) + random.normal(0, 0.07))
    return {
      count: foxing ? random.int(6, 30) : random.int(1, 4),
      radius: short * (foxing ? random.uniform(0.01, 0.03) : random.uniform(0.06, 0.3)),
      tint: [hue[0], hue[1], hue[2]] as const,
      strength: random.uniform(0.5, 1),
      rim: foxing ? 0 : random.chance(0.6) ? random.uniform(0.3, 1) : 0,
      softness: random.uniform(0.02, 0.2),
      seed: random.bits(),
    }
  },
  apply(picture, { count, radius, tint, strength, rim, softness, seed }) {
    const random = new Random(seed)
    const { width, height } = picture
    const shape = createPlane(width, height)
    for (let k = 0; k < count; k++)
      coverPolygon(
        shape,
        blob(random, random.uniform(0, width), random.uniform(0, height), radius * random.uniform(0.5, 1.2), 0.5, random.uniform(1, 1.8)),
      )
    const soft = soften(shape, Math.max(0.5, radius * softness))
    const uneven = cloud(random, width, height, Math.max(4, radius / 2), 3)
    const cover = createPlane(width, height)
    for (let i = 0; i < cover.data.length; i++) {
      const s = soft.data[i]
      if (s < 1e-3) continue
      const ring = rim * 4 * s * (1 - s)
      const inside = (rim > 0 ? 0.65 : 1) * s
      cover.data[i] = Math.min(1, Math.max(0, strength * (inside + 0.6 * ring) * (1 + 0.25 * uneven.data[i])))
    }
    return { picture: tinted(picture, cover, tint), damaged: cover }
  },
}
