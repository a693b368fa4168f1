// Dead and hot pixels, transmission faults: some pixels, or some values of a channel, turn fully white or black.
import { copyPicture, createPlane, Random } from '@revelado/core'
import type { Damage } from './damage.ts'

type P = { readonly share: number; readonly each: boolean; readonly salt: number; readonly seed: number }

export const saltAndPepper: Damage<P> = {
  name: 'salt-and-pepper',
  title: { en: 'Salt and pepper', es: 'Sal y pimienta' },
  severity: 'light',
  reach: 'marks',
  range: '0.2 to 8 % of the pixels, or of the values of each channel',
  draw: (random) => ({
    share: random.logUniform(0.002, 0.08),
    each: random.chance(0.3),
    salt: random.chance(0.6) ? 0.5 : random.uniform(),
    seed: random.bits(),
  }),
  apply(picture, { share, each, salt, seed }) {
    const random = new Random(seed)
    const out = copyPicture(picture)
    const n = picture.width * picture.height
    const damaged = createPlane(picture.width, picture.height)
    const slots = each ? 3 * n : n
    // The gaps between hits of independent chances are geometric; drawing a hit per slot is slower and no different.
    for (let i = 0; i < slots; i++) {
      if (random.uniform() >= share) continue
      const v = random.chance(salt) ? 1 : 0
      out.data[i] = v
      if (!each) out.data[i + n] = out.data[i + 2 * n] = v
      damaged.data[i % n] = 1
    }
    return { picture: out, damaged }
  },
}
