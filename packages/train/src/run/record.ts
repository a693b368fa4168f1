// What is written of a run at a validation: a row of its curves, the curves drawn, a contact sheet.
import { copyFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Picture } from '@revelado/core'
import type { Network } from '../config.ts'
import type { Batch } from '../feed/batch.ts'
import { libtorchOps } from '../libtorch.ts'
import { contactSheet } from './contact-sheet.ts'
import { appendRow, drawCurves, type Row } from './curves.ts'
import type { RunState } from './state.ts'
import { validate } from './validation.ts'

const SHEET_PICTURES = 24

const STAGE_PANELS = {
  'what FIND is sure of: share of what is hidden, and share that is hidden': ['recall', 'precision'],
  'what is lost, PSNR inside (dB): smoothly filled, and by FILL': ['smooth', 'painted'],
  'critic, loss (0.693: guessing)': ['critic loss'],
  'critic, accuracy on held-out photographs': ['critic accuracy'],
  'Fréchet distance of SqueezeNet features': ['Fréchet distance', 'Fréchet distance smoothed'],
  'distance of features': ['feature distance'],
  'adversarial loss, weighted': ['adversarial'],
  'gradient on the picture, adversarial / pixel': ['adversarial / pixel gradient'],
  'share of steps that the generator learns in': ['generator steps'],
}

/**
 * @param figures of the training steps and of the stage's own trial
 * @param folder of the run
 * @param shown rows of the contact sheet. @default what becomes of the pictures
 */
export async function record(
  state: RunState,
  network: Network,
  batches: readonly Batch[],
  folder: string,
  figures: Row,
  shown?: Picture[][],
): Promise<void> {
  const { row, sheet } = validate(libtorchOps(state.averaged), network, batches, SHEET_PICTURES)
  const { seconds, samples, step, phase } = state.progress
  const csv = join(folder, 'curves.csv')
  const { rate, loss = '', ...others } = figures
  appendRow(csv, { minutes: (seconds / 60).toFixed(3), step, samples, phase, rate, loss, ...row, ...others })
  const names = Object.keys(row)
  drawCurves(csv, join(folder, 'curves.svg'), {
    'training loss': ['loss'],
    'validation, PSNR of LOOK (dB)': names.filter((name) => name.startsWith('small')),
    'validation, PSNR developed (dB)': names.filter((name) => name.startsWith('developed')),
    'validation, PSNR restored (dB)': names.filter((name) => name.startsWith('restored')),
    'validation, share of decisions right': names.filter((name) => name.startsWith('right')),
    ...STAGE_PANELS,
  })
  const file = join(folder, 'sheet.png')
  writeFileSync(`${file}.part`, await contactSheet(shown ?? sheet, 3))
  renameSync(`${file}.part`, file)
  copyFileSync(file, join(folder, `sheet-${Math.round(seconds / 60)}.png`))
}
