// Applies a recipe to a photograph: input, target and the masks of what was damaged, what was lost and what is hidden.
import { createPicture, createPlane, type Picture, type Plane, ReveladoError, resizeArea } from '@revelado/core'
import { findDamage } from './damage/register.ts'
import { damagedBy, type Touches } from './damaged.ts'
import { markedBy } from './field/paint.ts'
import { type Box, makeNegative, type NegativeParameters } from './film/index.ts'
import { mount } from './mount.ts'
import { mute } from './muted.ts'
import type { Recipe, Sample, Step } from './recipe.ts'

/**
 * Replays a recipe on a photograph of its size; the same photograph and recipe give the same bytes in every engine.
 * @param photo sRGB, 0..1; it is not changed, and is the target itself unless the recipe frames, mounts or mutes it.
 * @throws ReveladoError 'bad-argument' when sizes differ or a step is unknown.
 */
export function applyRecipe(photo: Picture, recipe: Recipe): Sample {
  const { width, height } = recipe
  if (photo.width !== width || photo.height !== height)
    throw new ReveladoError(
      'bad-argument',
      `expected a photo of ${width} × ${height}, as the recipe was drawn for, but received ${photo.width} × ${photo.height}`,
    )
  let input = photo
  let target = photo
  const touches: Touches = { masks: [], changes: [] }
  const lost = createPlane(width, height)
  const hidden = createPlane(width, height)
  let frame: Box | null = null
  for (const step of recipe.steps) {
    if (step.name === 'rounding') {
      input = rounded(input, step.parameters.bits === 16 ? 16 : 8)
      continue
    }
    if (step.name === 'muted' || step.name === 'mount') {
      input = target = (step.name === 'muted' ? mute : mount)(target, step.parameters)
      continue
    }
    if (step.name === 'film-negative') {
      const negative = makeNegative(input, step.parameters as unknown as NegativeParameters)
      input = negative.scan
      touches.masks.push(negative.dirt)
      add(hidden, markedBy(negative.dirt))
      if (negative.box.width !== width || negative.box.height !== height) {
        frame = negative.box
        target = framed(photo, frame)
      }
      continue
    }
    const damage = knownDamage(step)
    const effect = damage.apply(input, step.parameters)
    if (damage.reach === 'everywhere') touches.changes.push([input, effect.picture])
    if (effect.damaged) touches.masks.push(effect.damaged)
    if (effect.lost) add(lost, effect.lost)
    if (effect.hidden) add(hidden, effect.hidden)
    input = effect.picture
  }
  add(hidden, lost)
  const seen = frame
  if (seen) for (const mask of [lost, hidden]) clearOutside(mask, seen)
  let damaged: Plane | undefined
  return {
    input,
    target,
    get damaged() {
      if (damaged) return damaged
      damaged = damagedBy(touches, width, height)
      if (seen) clearOutside(damaged, seen)
      return damaged
    },
    lost,
    hidden,
    box: seen ?? { x: 0, y: 0, width, height },
    recipe,
  }
}

function knownDamage(step: Step) {
  const damage = findDamage(step.name)
  if (!damage) throw new ReveladoError('bad-argument', `the recipe names the damage "${step.name}", which this version does not know`)
  return damage
}

/** The values that 8 and 16 bits can hold: a look-up costs less than a division. */
const VALUES = { 8: valuesOf(255), 16: valuesOf(65535) } as const

function valuesOf(steps: number): Float32Array {
  const values = new Float32Array(steps + 1)
  for (let k = 0; k <= steps; k++) values[k] = k / steps
  return values
}

/** Clamped to 0..1 and rounded to what so many bits can hold. */
function rounded(picture: Picture, bits: 8 | 16): Picture {
  const values = VALUES[bits]
  const steps = values.length - 1
  const out = createPicture(picture.width, picture.height, picture.encoding)
  const [from, to] = [picture.data, out.data]
  for (let i = 0; i < to.length; i++) {
    const v = from[i] * steps
    to[i] = values[v <= 0 ? 0 : v >= steps ? steps : (v + 0.5) | 0]
  }
  return out
}

function add({ data: lost }: Plane, { data: more }: Plane): void {
  for (let i = 0; i < lost.length; i++) if (more[i] > 0) lost[i] = 1
}

/** The photo made small into the frame, black around. */
function framed(photo: Picture, box: Box): Picture {
  const out = createPicture(photo.width, photo.height, photo.encoding)
  const small = resizeArea(photo, box.width, box.height)
  for (let c = 0; c < 3; c++)
    for (let y = 0; y < box.height; y++) {
      const from = (c * box.height + y) * box.width
      out.data.set(small.data.subarray(from, from + box.width), (c * photo.height + box.y + y) * photo.width + box.x)
    }
  return out
}

function clearOutside(mask: Plane, box: Box): void {
  for (let y = 0; y < mask.height; y++) {
    const row = mask.data.subarray(y * mask.width, (y + 1) * mask.width)
    if (y < box.y || y >= box.y + box.height) row.fill(0)
    else {
      row.fill(0, 0, box.x)
      row.fill(0, box.x + box.width)
    }
  }
}
