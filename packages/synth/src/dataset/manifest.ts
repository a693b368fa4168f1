// The manifest of a data set: a head line that says what is being built, then one JSON line for each sample that is whole on disk.
import { ReveladoError } from '@revelado/core'
import type { Recipe } from '../recipe.ts'
import type { PlannedSample, PlanOptions } from './plan.ts'

const VERSION = 1

export interface ManifestHead {
  readonly revelado: 'dataset'
  readonly version: typeof VERSION
  readonly recipe: string
  readonly seed: number | string
  readonly photos: number
  /** Of the list of photographs, in order: another list is another set. */
  readonly list: string
}

export interface ManifestLine {
  readonly index: number
  readonly photo: string
  readonly split: 'train' | 'test'
  /** Paths inside the set's folder. */
  readonly files: Readonly<Record<string, string>>
  /** SHA-256 of each file, hexadecimal. */
  readonly sha256: Readonly<Record<string, string>>
  readonly recipe: Recipe
}

/** FNV-1a over the names, 64 bits as hexadecimal: tells lists apart, guards nothing. */
function listDigest(photos: readonly string[]): string {
  let hash = 0xcbf29ce484222325n
  for (const unit of photos.join('\n')) hash = ((hash ^ BigInt(unit.codePointAt(0)!)) * 0x100000001b3n) & 0xffffffffffffffffn
  return hash.toString(16).padStart(16, '0')
}

export function manifestHead({ recipe, seed, photos }: PlanOptions): ManifestHead {
  return { revelado: 'dataset', version: VERSION, recipe, seed, photos: photos.length, list: listDigest(photos) }
}

/** Files of a sample inside the set's folder: pictures the network sees and should give, and the two masks. */
export function sampleFiles({
  index,
  split,
}: Pick<PlannedSample, 'index' | 'split'>): Record<'input' | 'target' | 'damaged' | 'lost', string> {
  const number = String(index).padStart(6, '0')
  return {
    input: `${split}/input/${number}.png`,
    target: `${split}/target/${number}.png`,
    damaged: `${split}/damaged/${number}.png`,
    lost: `${split}/lost/${number}.png`,
  }
}

/**
 * Reads a manifest that may have been cut off by a kill: an unfinished last line is left out, and its sample is made again.
 * @returns what is done, by index; empty when the text is.
 * @throws ReveladoError 'would-overwrite' when the folder holds another set; 'bad-config' when a line before the last is broken.
 */
export function readManifest(text: string, expected: ManifestHead): Map<number, ManifestLine> {
  const done = new Map<number, ManifestLine>()
  const whole = text.split('\n')
  whole.pop() // after the last line break: nothing, or a line that was being written
  if (whole.length === 0) return done
  const [head, ...lines] = whole.map(parseLine)
  if (JSON.stringify(head) !== JSON.stringify(expected))
    throw new ReveladoError(
      'would-overwrite',
      'this folder holds a data set of other photographs, another recipe or another seed; choose an empty folder, or the same arguments to go on',
    )
  for (const line of lines as ManifestLine[]) done.set(line.index, line)
  return done
}

function parseLine(line: string, at: number): unknown {
  try {
    return JSON.parse(line)
  } catch (cause) {
    throw new ReveladoError(
      'bad-config',
      `line ${at + 1} of the manifest is not JSON; mend it, or delete the manifest to begin anew`,
      { line: at + 1 },
      { cause },
    )
  }
}

/** What is left to make. */
export function remaining(plan: readonly PlannedSample[], done: ReadonlyMap<number, ManifestLine>): PlannedSample[] {
  return plan.filter(({ index }) => !done.has(index))
}
