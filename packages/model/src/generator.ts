// The generator: FIND, LOOK, FILL, then REPAIR, and the shapes of what goes into each.
export * from './generator/develop.ts'
export * from './generator/fill.ts'
export * from './generator/find.ts'
export * from './generator/look.ts'
export * from './generator/repair.ts'
export { axes, shrinkage } from './generator/shrinkage.ts'

import { PROFILE_LENGTH } from '@revelado/core'
import { FILL_CONFIG, type FillConfig, fill } from './generator/fill.ts'
import { FIND_CONFIG, type FindConfig, find } from './generator/find.ts'
import { LOOK_CONFIG, type LookConfig, type LookInputs, look } from './generator/look.ts'
import { REPAIR_CONFIG, type RepairConfig, type RepairInputs, repair } from './generator/repair.ts'
import { type Sizes, sizesOf } from './sizes.ts'

/** Sizes of FIND's n pictures of h × w. */
export function findSizes(n: number, h: number, w: number, config: FindConfig = FIND_CONFIG): Sizes {
  return sizesOf((ops) => find(ops, { picture: [n, 3, h, w] }, config))
}

/** Sizes of FILL's n pictures of h × w. */
export function fillSizes(n: number, h: number, w: number, config: FillConfig = FILL_CONFIG): Sizes {
  return sizesOf((ops) => fill(ops, { picture: [n, 3, h, w], lost: [n, 1, h, w] }, config))
}

/** Sizes of LOOK's n pictures of h × w. */
export function lookSizes(n: number, h: number, w: number, config: LookConfig = LOOK_CONFIG): Sizes {
  const inputs: LookInputs<readonly number[]> = { picture: [n, 3, h, w], lost: [n, 1, h, w], hints: [n, 3, h, w], switches: [n, 4] }
  return sizesOf((ops) => look(ops, inputs, config))
}

/** Sizes of REPAIR's n tiles of h × w. */
export function repairSizes(n: number, h: number, w: number, config: RepairConfig = REPAIR_CONFIG): Sizes {
  const picture = [n, 3, h, w]
  const plane = [n, 1, h, w]
  const inputs: RepairInputs<readonly number[]> = {
    tile: picture,
    developed: picture,
    look: picture,
    confidence: plane,
    lost: plane,
    switches: [n, 2],
    profile: [n, PROFILE_LENGTH],
  }
  return sizesOf((ops) => repair(ops, inputs, config))
}
