// Closeness to the original: PSNR over RGB, over luma, inside the lost regions; gain of PSNR; SSIM.
import { psnr, psnrLuma, ssim } from '@revelado/core'
import { mean } from '../statistics/summary.ts'
import type { Measure } from '../task.ts'
import { framed } from './framed.ts'

/** Equal pictures would make every mean infinite: they count as this, about the rounding to 8 bits. */
export const MOST_DECIBELS = 60

const atMost = (value: number) => Math.min(value, MOST_DECIBELS)

export const psnrRgb: Measure = {
  name: 'PSNR RGB',
  unit: 'dB',
  better: 'higher',
  digits: 2,
  of(answer, question) {
    const pair = framed(answer, question)
    return pair && [atMost(psnr(pair.out, pair.target))]
  },
  summary: mean,
}

export const psnrLumaGain: Measure = {
  name: 'gain in PSNR Y',
  unit: 'dB',
  better: 'higher',
  digits: 2,
  of({ picture }, { input, target }) {
    return target && [atMost(psnrLuma(picture, target)) - atMost(psnrLuma(input, target))]
  },
  summary: mean,
}

export const psnrY: Measure = {
  name: 'PSNR Y',
  unit: 'dB',
  better: 'higher',
  digits: 2,
  of(answer, question) {
    const pair = framed(answer, question)
    return pair && [atMost(psnrLuma(pair.out, pair.target))]
  },
  summary: mean,
}

export const ssimRgb: Measure = {
  name: 'SSIM',
  unit: '',
  better: 'higher',
  digits: 4,
  of({ picture }, { target }) {
    return target && [ssim(picture, target)]
  },
  summary: mean,
}

/** PSNR over RGB of the lost pixels alone. */
export const psnrInside: Measure = {
  name: 'PSNR inside',
  unit: 'dB',
  better: 'higher',
  digits: 2,
  of({ picture }, { target, lost }) {
    if (!target || !lost) return undefined
    const n = lost.data.length
    let squares = 0
    let count = 0
    for (let i = 0; i < 3 * n; i++) {
      if (lost.data[i % n] < 0.5) continue
      squares += (picture.data[i] - target.data[i]) ** 2
      count++
    }
    return count === 0 ? undefined : [atMost(-10 * Math.log10(squares / count))]
  },
  summary: mean,
}
