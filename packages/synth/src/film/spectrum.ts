// Spectra at 400, 410 … 700 nm.
import { exp } from '@revelado/core'

export const WAVELENGTHS: readonly number[] = Array.from({ length: 31 }, (_, i) => 400 + 10 * i)

/** A Gaussian of peak 1 over the wavelengths; centre and deviation in nm. */
export function bell(centre: number, deviation: number): Float64Array {
  return Float64Array.from(WAVELENGTHS, (nm) => {
    const u = (nm - centre) / deviation
    return exp(-0.5 * u * u)
  })
}

/** Straight lines through (at[i], value[i]), level beyond the ends. */
export function interpolate(x: number, at: readonly number[], value: readonly number[]): number {
  if (x <= at[0]) return value[0]
  for (let i = 1; i < at.length; i++)
    if (x < at[i]) return value[i - 1] + ((x - at[i - 1]) / (at[i] - at[i - 1])) * (value[i] - value[i - 1])
  return value[at.length - 1]
}

/** Planck's spectral radiance up to a factor: 1 / (e^(c2 / λT) − 1) at λ nm and T kelvin. */
export function planck(nm: number, kelvin: number): number {
  return 1 / (exp(1.4388e7 / (nm * kelvin)) - 1)
}
