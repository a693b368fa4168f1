// Plain inversion, 255 − x: the predecessor's artificial negative, and what users do to real ones.
import { applyCurves, curve } from '../field/curve.ts'
import type { Damage } from './damage.ts'

const inverse = curve((v) => 1 - v)

export const inversion: Damage<Record<string, never>> = {
  name: 'inversion',
  title: { en: 'Plain inversion', es: 'Inversión simple' },
  severity: 'light',
  reach: 'tone',
  range: 'nothing to draw: every value becomes 255 less itself',
  draw: () => ({}),
  apply: (picture) => ({ picture: applyCurves(picture, [inverse, inverse, inverse]) }),
}
