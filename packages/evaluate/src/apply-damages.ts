// Damages of stated strength, one after the other, as synth applies them in its recipes.
import type { Picture, Plane } from '@revelado/core'
import { findDamage, type Parameters } from '@revelado/synth'
import { roundToBytes } from './bytes.ts'

export interface DamageStep {
  /** Name in synth's register: 'motion-blur'. */
  readonly name: string
  readonly parameters: Parameters
}

/** The picture after all steps, in 8 bits; and the pixels that the last step with a loss took away. */
export function applyDamages(picture: Picture, steps: readonly DamageStep[]): { input: Picture; lost?: Plane } {
  let input = picture
  let lost: Plane | undefined
  for (const { name, parameters } of steps) {
    const effect = findDamage(name)!.apply(input, parameters)
    input = effect.picture
    lost = effect.lost ?? lost
  }
  return { input: roundToBytes(input), lost }
}
