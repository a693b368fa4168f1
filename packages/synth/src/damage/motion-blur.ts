// The camera moved: every point becomes a short straight line.
import { cos, sin } from '@revelado/core'
import { convolve, kernelOf } from '../field/kernel.ts'
import type { Damage } from './damage.ts'

type P = { readonly length: number; readonly angle: number }

export const motionBlur: Damage<P> = {
  name: 'motion-blur',
  title: { en: 'Motion blur', es: 'Imagen movida' },
  severity: 'light',
  reach: 'everywhere',
  range: '2 to 8 pixels long, in any direction',
  draw: (random, { scale }) => ({ length: random.uniform(2, 8) * scale, angle: random.uniform(0, Math.PI) }),
  apply(picture, { length, angle }) {
    const dx = cos(angle)
    const dy = sin(angle)
    const half = length / 2
    const line = kernelOf(Math.ceil(half + 0.5), (x, y) => {
      const along = Math.abs(x * dx + y * dy)
      const aside = Math.abs(x * dy - y * dx)
      return along <= half && aside <= 0.5 ? 1 : 0
    })
    return { picture: convolve(picture, line) }
  },
}
