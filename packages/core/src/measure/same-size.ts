// The check that every comparing measure makes first.
import { ReveladoError } from '../errors.ts'
import type { Picture } from '../picture.ts'

/** @throws ReveladoError 'bad-argument' when sizes or encodings differ. */
export function checkComparable(a: Picture, b: Picture): void {
  if (a.width !== b.width || a.height !== b.height)
    throw new ReveladoError(
      'bad-argument',
      `expected two pictures of one size but received ${a.width} × ${a.height} and ${b.width} × ${b.height}`,
    )
  if (a.encoding !== b.encoding)
    throw new ReveladoError('bad-argument', `expected two pictures of one encoding but received ${a.encoding} and ${b.encoding}`)
}
