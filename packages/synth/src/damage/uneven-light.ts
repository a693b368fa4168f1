// Light that falls off: dark corners, a window on one side, a flash in the middle, a print copied under one lamp.
import { cos, pow, Random, sin } from '@revelado/core'
import { cloud } from '../field/cloud.ts'
import { mapChannels } from '../field/map.ts'
import type { Damage } from './damage.ts'

type P = {
  readonly corners: number
  readonly slope: number
  readonly angle: number
  readonly patches: number
  readonly x: number
  readonly y: number
  readonly seed: number
}

export const unevenLight: Damage<P> = {
  name: 'uneven-light',
  title: { en: 'Uneven light', es: 'Luz desigual' },
  severity: 'light',
  reach: 'tone',
  range: 'corners 0.7 to 2 stops darker, or a slope of 0.8 to 2.5 stops across, or soft patches of 0.25 to 0.6 stops',
  draw(random) {
    const kind = random.pick(['corners', 'slope', 'both', 'patches'] as const)
    return {
      corners: kind === 'corners' || kind === 'both' ? random.uniform(0.7, 2) : 0,
      slope: kind === 'slope' || kind === 'both' ? random.uniform(0.8, 2.5) : 0,
      angle: random.uniform(0, 2 * Math.PI),
      patches: kind === 'patches' ? random.uniform(0.25, 0.6) : 0,
      x: random.uniform(0.35, 0.65),
      y: random.uniform(0.35, 0.65),
      seed: random.bits(),
    }
  },
  apply(picture, { corners, slope, angle, patches, x, y, seed }) {
    const { width, height } = picture
    const gain = patches > 0 ? cloud(new Random(seed), width, height, Math.max(width, height) / 2, 2) : null
    const field = new Float32Array(width * height)
    const cx = x * width
    const cy = y * height
    const radius2 = (width * width + height * height) / 4
    const long = Math.max(width, height)
    const dx = (slope * cos(angle)) / long
    const dy = (slope * sin(angle)) / long
    for (let v = 0, i = 0; v < height; v++)
      for (let u = 0; u < width; u++, i++) {
        const r2 = ((u - cx) * (u - cx) + (v - cy) * (v - cy)) / radius2
        const stops = -corners * r2 + dx * (u - width / 2) + dy * (v - height / 2) - slope / 6 + (gain ? patches * gain.data[i] : 0)
        // Code values are near light to the power 1/2.2: a stop of light is 2^(1/2.2) there, near enough for a lamp.
        field[i] = GAINS[Math.max(0, Math.min(GAINS.length - 1, Math.round((stops + STOPS) * PER_STOP)))]
      }
    return { picture: mapChannels(picture, (from, to) => light(from, to, field)) }
  },
}

function light(from: Float32Array, to: Float32Array, field: Float32Array): void {
  for (let i = 0; i < to.length; i++) to[i] = Math.min(1, from[i] * field[i])
}

const STOPS = 5
const PER_STOP = 512
const GAINS = Float32Array.from({ length: (STOPS + 3) * PER_STOP }, (_, i) => pow(2, (i / PER_STOP - STOPS) / 2.2))
