// What the model must reach (the table of the model's design, columns "first" and "then" (here `aim`)), and what others published.
// A goal belongs to a row of the report: task, measure, set, condition.

export interface Goal {
  readonly task: string
  readonly measure: string
  readonly sets?: readonly string[]
  readonly condition?: string
  /** Column whose figure is added to `first` and `aim`. */
  readonly over?: string
  readonly first: number
  readonly aim: number
}

const rows = (
  task: string,
  measure: string,
  sets: readonly string[] | undefined,
  goals: Record<string, readonly [number, number]>,
): Goal[] => Object.entries(goals).map(([condition, [first, aim]]) => ({ task, measure, sets, condition, first, aim }))

export const GOALS: readonly Goal[] = [
  ...rows('noise', 'PSNR RGB', ['kodak24'], { 'σ 15': [32.5, 34.4], 'σ 25': [30, 31.9], 'σ 50': [26.8, 28.7] }),
  ...rows('noise', 'PSNR RGB', ['cbsd68'], { 'σ 15': [31.8, 33.9], 'σ 25': [29.2, 31.3], 'σ 50': [25.9, 28] }),
  ...rows('jpeg', 'gain in PSNR Y', ['kodak24'], { 'q 10': [0.8, 1.7], 'q 20': [0.7, 1.7], 'q 40': [0.5, 1.6] }),
  { task: 'clean', measure: 'PSNR RGB', first: 36, aim: 42 },
  { task: 'clean', measure: 'SSIM', first: 0.97, aim: 0.99 },
  { task: 'lost', measure: 'PSNR inside', over: 'Telea, told the mask', first: 0.5, aim: 2 },
  { task: 'mixtures', measure: 'PSNR RGB', over: 'classical chain', first: 1, aim: 3 },
  { task: 'negatives', measure: 'ΔE2000', first: 10, aim: 7 },
  { task: 'negatives', measure: 'ΔE2000, 90th percentile of pictures', first: Number.NaN, aim: 12 },
  { task: 'negatives', measure: 'cast b*', first: 4, aim: 1.5 },
  { task: 'negatives', measure: 'cast b*, absolute', first: 7, aim: 4 },
  { task: 'polarity', measure: 'polarity right', first: 97, aim: 99.5 },
  { task: 'polarity', measure: 'polarity agreement of blocks', first: 97, aim: 99.5 },
  { task: 'polarity-real', measure: 'polarity wrong', sets: ['all'], first: 3, aim: 0 },
  { task: 'colour', measure: 'gain in PSNR CbCr over grey', first: 0.3, aim: 1 },
  { task: 'colour', measure: 'colourfulness, share of the original’s', first: 0.35, aim: 0.7 },
  { task: 'faces', measure: 'ΔE2000 of faces to the developed picture', first: 2, aim: 2 },
  { task: 'faces', measure: 'the same, worst face', first: 2, aim: 2 },
  { task: 'change-map', measure: 'calibration error of the spread', first: 0.1, aim: 0.05 },
  { task: 'change-map', measure: 'invented: precision', first: 0.6, aim: 0.85 },
  { task: 'change-map', measure: 'invented: recall', first: 0.6, aim: 0.8 },
]

/** The goal for a row, if it has one. */
export function goalFor(row: { task: string; measure: string; set: string; condition: string }): Goal | undefined {
  return GOALS.find(
    (goal) =>
      goal.task === row.task &&
      goal.measure === row.measure &&
      (!goal.sets || goal.sets.includes(row.set)) &&
      (!goal.condition || goal.condition === row.condition),
  )
}
