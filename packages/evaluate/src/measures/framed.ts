// The part of an answer and its target that is measured.
import { cropPicture, type Picture } from '@revelado/core'
import type { Restored } from '../restorer.ts'
import type { Case } from '../task.ts'

/** Answer and target inside the case's frame; nothing when no target is known. */
export function framed({ picture }: Restored, { target, box }: Case): { out: Picture; target: Picture } | undefined {
  if (!target) return undefined
  if (!box) return { out: picture, target }
  const { x, y, width, height } = box
  return { out: cropPicture(picture, x, y, width, height), target: cropPicture(target, x, y, width, height) }
}
