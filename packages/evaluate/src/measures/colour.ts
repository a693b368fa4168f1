// Colour: difference and cast against the original, how colourful a coloured picture is, and how right its colours are.
import { cast, colourfulness, deltaE2000, psnrChroma } from '@revelado/core'
import type { Restored } from '../restorer.ts'
import { mean, ninetieth, pooledGain, ratioOfMeans } from '../statistics/summary.ts'
import type { Case, Measure } from '../task.ts'
import { framed } from './framed.ts'

function difference(answer: Restored, question: Case): number[] | undefined {
  const pair = framed(answer, question)
  return pair && [deltaE2000(pair.out, pair.target).mean]
}

export const deltaE: Measure = { name: 'ΔE2000', unit: '', better: 'zero', digits: 1, of: difference, summary: mean }

/** Nine in ten pictures have a smaller mean ΔE2000. */
export const deltaE90: Measure = {
  name: 'ΔE2000, 90th percentile of pictures',
  collective: true,
  unit: '',
  better: 'zero',
  digits: 1,
  of: difference,
  summary: ninetieth,
}

function yellowness(answer: Restored, question: Case): number | undefined {
  const pair = framed(answer, question)
  return pair && cast(pair.out, pair.target).b
}

/** Above 0 too yellow, below 0 too blue. */
export const castB: Measure = {
  name: 'cast b*',
  unit: '',
  better: 'zero',
  digits: 1,
  of(answer, question) {
    const b = yellowness(answer, question)
    return b === undefined ? undefined : [b]
  },
  summary: mean,
}

export const castBAbsolute: Measure = {
  ...castB,
  name: 'cast b*, absolute',
  of(answer, question) {
    const b = yellowness(answer, question)
    return b === undefined ? undefined : [Math.abs(b)]
  },
}

export const colourfulnessRatio: Measure = {
  name: 'colourfulness, share of the original’s',
  unit: '',
  better: 'higher',
  digits: 2,
  of({ picture }, { target }) {
    return target && [colourfulness(picture), colourfulness(target)]
  },
  summary: ratioOfMeans,
}

/** ΔCF of the literature on colouring. */
export const colourfulnessDifference: Measure = {
  name: 'ΔCF',
  unit: '',
  better: 'lower',
  digits: 1,
  of({ picture }, { target }) {
    return target && [Math.abs(colourfulness(picture) - colourfulness(target))]
  },
  summary: mean,
}

const squaredError = (decibels: number) => 10 ** (-decibels / 10)

/** PSNR of Cb and Cr, pooled over both and over all pictures, less that of the grey input. */
export const chromaGain: Measure = {
  name: 'gain in PSNR CbCr over grey',
  unit: 'dB',
  better: 'higher',
  digits: 2,
  of({ picture }, { input, target }) {
    return target && [squaredError(psnrChroma(picture, target)), squaredError(psnrChroma(input, target))]
  },
  summary: pooledGain,
}
