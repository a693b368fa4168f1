// Out of focus: every point becomes a disc, the image of the lens's opening.
import { convolve, kernelOf } from '../field/kernel.ts'
import type { Damage } from './damage.ts'

type P = { readonly radius: number }

export const defocus: Damage<P> = {
  name: 'defocus',
  title: { en: 'Out of focus', es: 'Fuera de foco' },
  severity: 'light',
  reach: 'everywhere',
  range: 'disc of radius 0.8 to 2.8 pixels',
  draw: (random, { scale }) => ({ radius: random.uniform(0.8, 2.8) * scale }),
  apply: (picture, { radius }) => ({
    picture: convolve(
      picture,
      kernelOf(Math.ceil(radius), (x, y) => (x * x + y * y <= radius * radius ? 1 : 0)),
    ),
  }),
}
