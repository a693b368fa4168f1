// Stains that hide what is under them: spilt paint, burns, silver mirror, residues of glue; opaque inside, seen through at the rim.
import { createPlane, Random } from '@revelado/core'
import { cloud } from '../field/cloud.ts'
import { lay, lostUnder, type Paint } from '../field/paint.ts'
import { soften } from '../field/soften.ts'
import type { Damage } from './damage.ts'
import { coverShapes } from './lost-shapes.ts'

type P = { readonly share: number; readonly count: number; readonly softness: number; readonly paint: Paint; readonly seed: number }

export const hidingStains: Damage<P> = {
  name: 'hiding-stains',
  title: { en: 'Stains that hide', es: 'Manchas que tapan' },
  severity: 'heavy',
  reach: 'loss',
  range: '2 to 18 % of the picture in 1 to 6 blobs with ragged, soft rims; brown, black, white or any colour, clouded',
  draw(random, { scale }) {
    const u = random.uniform()
    const k = random.uniform(0.1, 0.7)
    const colour: [number, number, number] | undefined =
      u < 0.5 ? [k, k * random.uniform(0.6, 0.95), k * random.uniform(0.25, 0.7)] : u < 0.7 ? [0.06, 0.05, 0.05] : undefined
    const paint = drawClouded(random, colour)
    return {
      share: random.uniform(0.02, 0.18),
      count: random.int(1, 6),
      softness: random.uniform(0.6, 4) * scale,
      paint,
      seed: random.bits(),
    }
  },
  apply(picture, { share, count, softness, paint, seed }) {
    const random = new Random(seed)
    const { width, height } = picture
    const shape = soften(coverShapes(random, width, height, share, count, 'blob'), softness * 2)
    const uneven = cloud(random, width, height, softness * 6, 3, 0.6)
    const cover = createPlane(width, height)
    for (let i = 0; i < cover.data.length; i++) {
      const s = shape.data[i]
      if (s < 0.02) continue
      // A threshold on the blurred shape, moved by a cloud: the rim is ragged, and soft over about a pixel or two.
      const v = (s - 0.5 + 0.16 * uneven.data[i]) * 3 + 0.5
      cover.data[i] = Math.min(1, Math.max(0, v))
    }
    return { picture: lay(picture, cover, paint), damaged: cover, lost: lostUnder(cover) }
  },
}

function drawClouded(random: Random, colour: [number, number, number] = [random.uniform(), random.uniform(), random.uniform()]): Paint {
  return { colour, texture: 'cloud', amount: random.uniform(0, 0.12), seed: random.bits() }
}
