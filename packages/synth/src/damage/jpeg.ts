// JPEG compression, once as files have it, or twice with the grid shifted as after cropping.
import { jpegRoundTrip } from '@revelado/core'
import type { Damage } from './damage.ts'

type Pass = { readonly quality: number; readonly subsampling: '4:2:0' | '4:4:4'; readonly shiftX: number; readonly shiftY: number }
type P = { readonly passes: readonly Pass[] }

export const jpeg: Damage<P> = {
  name: 'jpeg',
  title: { en: 'JPEG compression', es: 'Compresión JPEG' },
  severity: 'light',
  reach: 'everywhere',
  range: 'quality 10 to 90, low ones oftener; once with the grid in place, or (one in six) twice with the first grid shifted',
  draw(random) {
    const pass = (low: number, shifted: boolean): Pass => ({
      quality: Math.round(random.logUniform(low, 90)),
      subsampling: random.chance(0.85) ? '4:2:0' : '4:4:4',
      shiftX: shifted ? random.int(0, 7) : 0,
      shiftY: shifted ? random.int(0, 7) : 0,
    })
    return { passes: random.chance(1 / 6) ? [pass(10, true), pass(25, false)] : [pass(10, false)] }
  },
  apply: (picture, { passes }) => ({ picture: passes.reduce((p, pass) => jpegRoundTrip(p, pass), picture) }),
}
