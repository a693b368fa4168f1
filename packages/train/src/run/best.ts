// The best weights of a phase of the stage gan, kept aside, and which weights of a run are those to go on with.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Tensor, writeSafetensors } from '@revelado/torch'
import type { TrainConfig } from '../config.ts'
import { isCritics, openCheckpoint, type Progress, type RunState } from './state.ts'

export const BEST = 'best.safetensors'

/** Writes the generator's averaged weights aside, under their names in a checkpoint, and renames the file. */
export function saveBest(file: string, { slots, progress }: RunState): void {
  const tensors: Record<string, Tensor> = {}
  for (const { name, average } of slots.values()) if (!isCritics(name)) tensors[`average/${name}`] = average
  writeSafetensors(file, tensors, { progress: JSON.stringify(progress) })
}

const progressOf = (metadata: Record<string, string>): Progress => JSON.parse(metadata['progress']) as Progress

/**
 * The averaged weights of a run, the critic's too where there is one. Where the run stands in, or ended with, a phase of the
 * stage gan, the generator's are the best of that phase.
 */
export function runWeights(folder: string): Map<string, { shape: number[]; data: Float32Array }> {
  const { weights, metadata } = openCheckpoint(join(folder, 'checkpoint.safetensors'))
  const { phase } = progressOf(metadata)
  const { phases } = JSON.parse(metadata['config']) as TrainConfig
  const file = join(folder, BEST)
  if (phases[phase]?.stage !== 'gan' || !existsSync(file)) return weights
  const best = openCheckpoint(file)
  if (progressOf(best.metadata).phase !== phase) return weights
  return new Map([...weights, ...best.weights])
}
