// Inversion as picture editors' auto levels do it: 255 − x, then each channel stretched between its percentiles.
import { channel, type Picture } from '@revelado/core'
import { percentile } from '../statistics/percentile.ts'
import { complement } from './complement.ts'

/** The complement with each channel's 0.5 % and 99.5 % points moved to 0 and 1, clamped. */
export function complementStretched(picture: Picture): Picture {
  const out = complement(picture)
  for (const c of [0, 1, 2] as const) {
    const { data } = channel(out, c)
    const low = percentile(data, 0.5)
    const range = Math.max(percentile(data, 99.5) - low, 1e-3)
    for (let i = 0; i < data.length; i++) data[i] = Math.min(1, Math.max(0, (data[i] - low) / range))
  }
  return out
}
