// Figures that others published for the same sets. Their noise was neither clipped nor rounded: compare with peers that were run again.

export interface Published {
  readonly task: string
  readonly measure: string
  readonly set: string
  readonly condition: string
  readonly by: string
  readonly value: number
  readonly source: string
}

const SWINIR = 'SwinIR, github.com/JingyunLiang/SwinIR@6545850, figs/color_image_denoising.png'
const BLIND = 'tables of blind denoisers, baseline rows of the PromptIR and InstructIR papers'

const row = (set: string, by: string, values: readonly [number, number, number], source: string): Published[] =>
  [15, 25, 50].map((sigma, i) => ({ task: 'noise', measure: 'PSNR RGB', set, condition: `σ ${sigma}`, by, value: values[i], source }))

export const PUBLISHED: readonly Published[] = [
  ...row('kodak24', 'DnCNN', [34.6, 32.14, 28.95], SWINIR),
  ...row('kodak24', 'BM3D', [34.28, 32.15, 28.46], SWINIR),
  ...row('cbsd68', 'DnCNN', [33.9, 31.24, 27.95], SWINIR),
  ...row('cbsd68', 'BM3D', [33.52, 30.71, 27.38], SWINIR),
  ...row('cbsd68', 'PromptIR', [33.98, 31.31, 28.06], BLIND),
]

export function publishedFor(row: { task: string; measure: string; set: string; condition: string }): Published[] {
  return PUBLISHED.filter((p) => p.task === row.task && p.measure === row.measure && p.set === row.set && p.condition === row.condition)
}
