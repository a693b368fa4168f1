// A soft picture: a poor lens, a poor scan, an enlargement.
import { channel, createPicture, gaussianBlurPlane, type Picture } from '@revelado/core'
import type { Damage } from './damage.ts'

type P = { readonly sigma: number }

/** Each channel blurred by a Gaussian of deviation `sigma` pixels. */
export function blurred(picture: Picture, sigma: number): Picture {
  const out = createPicture(picture.width, picture.height, picture.encoding)
  const n = picture.width * picture.height
  for (const c of [0, 1, 2] as const) out.data.set(gaussianBlurPlane(channel(picture, c), sigma).data, c * n)
  return out
}

export const gaussianBlur: Damage<P> = {
  name: 'gaussian-blur',
  title: { en: 'Soft focus', es: 'Desenfoque suave' },
  severity: 'light',
  reach: 'everywhere',
  range: 'deviation 0.4 to 2.2 pixels',
  draw: (random, { scale }) => ({ sigma: random.uniform(0.4, 2.2) * scale }),
  apply: (picture, { sigma }) => ({ picture: blurred(picture, sigma) }),
}
