// Every damage there is, by name. A new damage is one file beside this one and one line here.
import { bwConversion } from './bw-conversion.ts'
import { cast } from './cast.ts'
import { correlatedNoise } from './correlated-noise.ts'
import { cracks } from './cracks.ts'
import { creases } from './creases.ts'
import type { Damage } from './damage.ts'
import { defocus } from './defocus.ts'
import { dust } from './dust.ts'
import { exposure } from './exposure.ts'
import { fading } from './fading.ts'
import { filmGrain } from './film-grain.ts'
import { flaking } from './flaking.ts'
import { folds } from './folds.ts'
import { gaussianBlur } from './gaussian-blur.ts'
import { gaussianNoise } from './gaussian-noise.ts'
import { gouges } from './gouges.ts'
import { halftone } from './halftone.ts'
import { hidingStains } from './hiding-stains.ts'
import { ink } from './ink.ts'
import { inversion } from './inversion.ts'
import { jpeg } from './jpeg.ts'
import { lostShapes } from './lost-shapes.ts'
import { lowContrast } from './low-contrast.ts'
import { lumaNoise } from './luma-noise.ts'
import { motionBlur } from './motion-blur.ts'
import { mould } from './mould.ts'
import { paperTexture } from './paper-texture.ts'
import { poissonNoise } from './poisson-noise.ts'
import { rescale } from './rescale.ts'
import { saltAndPepper } from './salt-and-pepper.ts'
import { scratches } from './scratches.ts'
import { stains } from './stains.ts'
import { tape } from './tape.ts'
import { tears } from './tears.ts'
import { toning } from './toning.ts'
import { tornEdges } from './torn-edges.ts'
import { unevenLight } from './uneven-light.ts'

/** All damages: first what changes tone, then what touches each pixel, then marks, then losses. */
export const DAMAGES: readonly Damage[] = [
  bwConversion,
  toning,
  fading,
  lowContrast,
  exposure,
  cast,
  unevenLight,
  inversion,
  gaussianNoise,
  poissonNoise,
  lumaNoise,
  correlatedNoise,
  filmGrain,
  gaussianBlur,
  motionBlur,
  defocus,
  rescale,
  halftone,
  paperTexture,
  jpeg,
  saltAndPepper,
  scratches,
  dust,
  stains,
  lostShapes,
  gouges,
  tears,
  folds,
  creases,
  tornEdges,
  hidingStains,
  tape,
  mould,
  ink,
  cracks,
  flaking,
]

const byName = new Map(DAMAGES.map((damage) => [damage.name, damage]))

/** The damage of this name, or undefined. */
export function findDamage(name: string): Damage | undefined {
  return byName.get(name)
}
