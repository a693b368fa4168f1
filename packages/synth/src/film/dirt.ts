// Dust, hairs and scratches on the film: opaque, so that they come out white; some scratches have lost emulsion and come out dark.
import { createPlane, type Plane, Random } from '@revelado/core'
import { coverStroke, type Point } from '../field/coverage.ts'

export interface DirtParameters {
  readonly seed: number
  /** Expected numbers per 0.4 megapixel. */
  readonly dust: number
  readonly hairs: number
  /** Expected number in the whole picture, whatever its size. */
  readonly scratches: number
  /** Factor of the size of grains and hairs, 1 for scans of about 12 µm. */
  readonly size: number
  /** Film runs along x or y, and scratches run along the film. */
  readonly along: 'x' | 'y'
}

const REFERENCE_AREA = 4e5
/** Share of scratches that took emulsion away. */
const DEEP = 0.15
/** Share of light that the thickest dust blocks, and share of the emulsion that the deepest scratch takes. */
const OPACITY = 0.97
const BARED = 0.8

/** Draws how dirty a film is: mostly a little, sometimes much. */
export function drawDirt(random: Random): DirtParameters {
  const amount = random.chance(0.8) ? random.uniform(0.3, 1.5) : random.uniform(1.5, 6)
  return {
    seed: random.bits(),
    dust: 14 * amount,
    hairs: 1.5 * amount,
    scratches: random.chance(0.7) ? 0.8 * random.uniform(0, 1.5) : random.uniform(1, 5),
    size: random.uniform(0.7, 2.2),
    along: random.chance(0.6) ? 'x' : 'y',
  }
}

function wander(random: Random, width: number, height: number, step: number): Point[] {
  let x = random.uniform(0, width)
  let y = random.uniform(0, height)
  let dx = random.normal(0, 1.5)
  let dy = random.normal(0, 1.5)
  return Array.from({ length: 30 }, () => {
    dx += random.normal(0, 0.5)
    dy += random.normal(0, 0.5)
    x += step * dx
    y += step * dy
    return [x, y] as const
  })
}

function scratch(random: Random, width: number, height: number, along: 'x' | 'y'): Point[] {
  const length = along === 'y' ? height : width
  const across = random.uniform(0, along === 'y' ? width : height)
  const end = across + random.normal(0, 6)
  const from = random.uniform(-length, length * 0.6)
  const to = random.uniform(length * 0.4, 2 * length)
  return along === 'y'
    ? [
        [across, from],
        [end, to],
      ]
    : [
        [from, across],
        [to, end],
      ]
}

/** What lies on the film: `opaque` (0..1) blocks light, `lost` (0..1, null when there is none) is emulsion scratched away. */
export function dirtPlanes(dirt: DirtParameters, width: number, height: number): { opaque: Plane; lost: Plane | null } {
  const random = new Random(dirt.seed)
  const opaque = createPlane(width, height)
  let lost: Plane | null = null
  const share = (width * height) / REFERENCE_AREA
  for (let k = random.poisson(dirt.dust * share); k > 0; k--) {
    const at: Point = [random.uniform(0, width), random.uniform(0, height)]
    coverStroke(opaque, [at], 0.6 * random.gamma(1.5) * dirt.size, random.uniform(0.35, 0.98))
  }
  for (let k = random.poisson(dirt.hairs * share); k > 0; k--)
    coverStroke(opaque, wander(random, width, height, dirt.size), random.uniform(0.3, 0.6) * dirt.size, random.uniform(0.47, 0.94))
  for (let k = random.poisson(dirt.scratches); k > 0; k--) {
    const plane = random.chance(DEEP) ? (lost ??= createPlane(width, height)) : opaque
    coverStroke(plane, scratch(random, width, height, dirt.along), random.uniform(0.25, 0.6), random.uniform(0.16, 0.63))
  }
  return { opaque, lost }
}

/** Light through the dirty film, in place. `clear`: transmittance of the base in each channel. */
export function soil(channels: readonly Float32Array[], clear: readonly number[], opaque: Plane, lost: Plane | null): void {
  for (let c = 0; c < channels.length; c++) {
    block(channels[c], opaque.data)
    if (lost) bare(channels[c], lost.data, clear[c])
  }
}

function block(channel: Float32Array, opaque: Float32Array): void {
  for (let i = 0; i < channel.length; i++) if (opaque[i] > 0) channel[i] *= 1 - OPACITY * opaque[i]
}

function bare(channel: Float32Array, lost: Float32Array, clear: number): void {
  for (let i = 0; i < channel.length; i++) if (lost[i] > 0) channel[i] += BARED * lost[i] * (clear - channel[i])
}
