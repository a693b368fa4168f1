// The right way round: as a decision about the picture, and block by block in what came out.
import { polarityAgreement } from '@revelado/core'
import { countFalse, mean, percentTrue } from '../statistics/summary.ts'
import type { Measure } from '../task.ts'
import { framed } from './framed.ts'

/** Whether negatives were developed as such, and nothing else was. */
export const polarityRight: Measure = {
  name: 'polarity right',
  unit: '%',
  better: 'higher',
  digits: 1,
  of({ decisions }, { negative }) {
    if (!decisions || negative === undefined) return undefined
    const { inverted = decisions.negative > 0.5 } = decisions
    return [inverted === negative ? 1 : 0]
  },
  summary: percentTrue,
}

export const polarityWrong: Measure = {
  ...polarityRight,
  collective: true,
  name: 'polarity wrong',
  unit: 'pictures',
  better: 'zero',
  digits: 0,
  summary: countFalse,
}

/** Share of the frame's blocks whose luma goes the same way as the original's. */
export const agreement: Measure = {
  name: 'polarity agreement of blocks',
  unit: '%',
  better: 'higher',
  digits: 1,
  of(answer, question) {
    const pair = framed(answer, question)
    if (!pair) return undefined
    const share = polarityAgreement(pair.out, pair.target)
    return Number.isNaN(share) ? undefined : [100 * share]
  },
  summary: mean,
}
