// Whether the change map tells the truth: the spread against the real errors, "invented" against what was really lost.
import { mean } from '../statistics/summary.ts'
import type { Measure } from '../task.ts'

/** Nominal coverages 5, 10 … 95 %. */
const LEVELS = Array.from({ length: 19 }, (_, i) => (i + 1) / 20)
/** A pixel counts as invented from this share on. */
const INVENTED = 0.5
/** A spread of nought would mean certainty: a hundredth of an 8-bit step. */
const LEAST_SPREAD = 1 / 25500

/** Nominal and real coverage, level by level. */
function coverage(rows: readonly (readonly number[])[]): [number, number][] {
  return LEVELS.map((level, k) => [level, mean(rows.map((row) => [row[k]]))])
}

/** Mean over the levels of the absolute difference of nominal and real coverage: the share of pixels whose error is below b·ln(1/(1−level)). */
export const calibration: Measure = {
  name: 'calibration error of the spread',
  unit: '',
  better: 'zero',
  digits: 3,
  of({ picture, spread }, { target, box }) {
    if (!target || !spread) return undefined
    const n = spread.data.length
    const inside = LEVELS.map(() => 0)
    let count = 0
    for (let i = 0; i < n; i++) {
      const x = i % spread.width
      const y = (i - x) / spread.width
      if (box && (x < box.x || y < box.y || x >= box.x + box.width || y >= box.y + box.height)) continue
      for (let c = 0; c < 3; c++) {
        const ratio = Math.abs(picture.data[c * n + i] - target.data[c * n + i]) / Math.max(spread.data[i], LEAST_SPREAD)
        // The level whose interval just reaches this error: coverage counts it at all higher ones.
        const level = 1 - Math.exp(-ratio)
        for (let k = LEVELS.length - 1; k >= 0 && LEVELS[k] >= level; k--) inside[k]++
        count++
      }
    }
    return inside.map((v) => v / count)
  },
  summary(rows) {
    const apart = coverage(rows).map(([level, real]) => Math.abs(real - level))
    return apart.reduce((sum, one) => sum + one, 0) / LEVELS.length
  },
  curve: { x: 'nominal coverage', y: 'real coverage', points: coverage },
}

function overlap(gate: ArrayLike<number>, lost: ArrayLike<number>): number[] {
  let both = 0
  let invented = 0
  let gone = 0
  for (let i = 0; i < gate.length; i++) {
    const painted = gate[i] >= INVENTED
    const truth = lost[i] >= 0.5
    if (painted) invented++
    if (truth) gone++
    if (painted && truth) both++
  }
  return [both, invented, gone]
}

const pooled = (column: 1 | 2) => (rows: readonly (readonly number[])[]) => {
  let both = 0
  let all = 0
  for (const row of rows) {
    both += row[0]
    all += row[column]
  }
  return both / all
}

/** Share of the pixels called invented whose content was really lost. */
export const inventedPrecision: Measure = {
  name: 'invented: precision',
  unit: '',
  better: 'higher',
  digits: 2,
  of({ gate }, { lost }) {
    return gate && lost && overlap(gate.data, lost.data)
  },
  summary: pooled(1),
}

/** Share of the lost pixels that are called invented. */
export const inventedRecall: Measure = { ...inventedPrecision, name: 'invented: recall', summary: pooled(2) }
