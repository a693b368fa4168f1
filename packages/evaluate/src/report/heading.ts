// The sentences that stand above the figures in every form of the report.
import type { Evaluation } from '../result.ts'

export function heading({ model, against, quick, seed, failures }: Evaluation): string[] {
  const lines = [
    `Model: ${model ?? 'none (baselines and peers only)'}. Seed ${seed}. Inputs of 8 bits; answers are rounded to 8 bits before they are measured.`,
    'Intervals: 95 %, percentile bootstrap over pictures, 1,000 resamplings. “first” and “then”: what the model must reach and aims at.',
    'Published figures were measured with noise that is neither clipped nor rounded; peers were run again on these inputs.',
  ]
  if (against)
    lines.push(
      `Compared with ${against} (column “rival”) on the same inputs: the gain is how much better ${model} is, picture by picture; below 0 it is worse. ✓ and ✗ where the whole interval says so.`,
    )
  if (quick) lines.push('Quick run: few pictures and small crops. Not to be quoted.')
  if (failures.length > 0) lines.push(`${failures.length} answers failed and are in no figure; they are listed below.`)
  return lines
}
