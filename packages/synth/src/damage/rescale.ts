// Made small and large again: a thumbnail from the web, a video still, an enlarged cut-out.
import { createPicture, type Picture, resizeArea, resizeBilinear, resizeLanczos3 } from '@revelado/core'
import type { Damage } from './damage.ts'

type P = { readonly factor: number; readonly down: 'area' | 'bilinear' | 'nearest'; readonly up: 'bilinear' | 'lanczos3' | 'nearest' }

function resizeNearest(picture: Picture, width: number, height: number): Picture {
  const out = createPicture(width, height, picture.encoding)
  for (let c = 0, i = 0; c < 3; c++)
    for (let y = 0; y < height; y++) {
      const row = (c * picture.height + Math.floor(((y + 0.5) * picture.height) / height)) * picture.width
      for (let x = 0; x < width; x++, i++) out.data[i] = picture.data[row + Math.floor(((x + 0.5) * picture.width) / width)]
    }
  return out
}

const resize = { area: resizeArea, bilinear: resizeBilinear, lanczos3: resizeLanczos3, nearest: resizeNearest }

export const rescale: Damage<P> = {
  name: 'rescale',
  title: { en: 'Enlarged from small', es: 'Ampliada de una pequeña' },
  severity: 'light',
  reach: 'everywhere',
  range: 'made 1.3 to 3.5 times smaller, then enlarged to the old size',
  draw: (random, { scale }) => ({
    factor: random.logUniform(1.3, 3.5) * scale,
    down: random.pick(['area', 'area', 'bilinear', 'nearest'] as const),
    up: random.pick(['bilinear', 'bilinear', 'lanczos3', 'nearest'] as const),
  }),
  apply(picture, { factor, down, up }) {
    const { width, height } = picture
    const small = resize[down](picture, Math.max(1, Math.round(width / factor)), Math.max(1, Math.round(height / factor)))
    return { picture: resize[up](small, width, height) }
  },
}
