// Which of two answers stands on the left, so that nobody who judges knows whose it is; and what the judgements then say.
import { Random } from '@revelado/core'

export type Side = 'left' | 'right'

/** Where the first model's answer stands, pair by pair: each side half of the time (one more of either for an odd count). */
export function blindOrder(count: number, seed: number | string): Side[] {
  return new Random(seed)
    .split('blind')
    .permutation(count)
    .map((at) => (at % 2 === 0 ? 'left' : 'right'))
}

export interface Tally {
  readonly first: number
  readonly second: number
  readonly alike: number
}

/**
 * Counts judgements: `left`, `right` or `=` for each pair.
 * @throws RangeError when there are not as many as pairs, or one is something else.
 */
export function tally(order: readonly Side[], judgements: readonly string[]): Tally {
  if (judgements.length !== order.length) throw new RangeError(`expected ${order.length} judgements but received ${judgements.length}`)
  const counts = { first: 0, second: 0, alike: 0 }
  for (const [i, judgement] of judgements.entries()) {
    if (judgement === '=') counts.alike++
    else if (judgement === 'left' || judgement === 'right') counts[judgement === order[i] ? 'first' : 'second']++
    else throw new RangeError(`expected left, right or = for pair ${i + 1} but received ${judgement}`)
  }
  return counts
}
