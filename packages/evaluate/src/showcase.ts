// Chooses the cases that a report shows: the worst ones first, and a few taken evenly for the contact sheet.
import { type Picture, resizeArea, toBytes } from '@revelado/core'
import sharp from 'sharp'
import type { Showing, Thumbnail } from './result.ts'
import type { Case, Task } from './task.ts'

/** Cases that are kept for each condition. */
const KEPT = 4
/** Long side of the pictures in the report. */
const SIDE = 320
const QUALITY = 85

async function thumbnail(label: string, picture: Picture): Promise<Thumbnail> {
  const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height))
  const width = Math.max(1, Math.round(picture.width * scale))
  const height = Math.max(1, Math.round(picture.height * scale))
  const small = scale < 1 ? resizeArea(picture, width, height) : picture
  const jpeg = await sharp(toBytes(small), { raw: { width, height, channels: 3 } })
    .jpeg({ quality: QUALITY, chromaSubsampling: '4:4:4' })
    .toBuffer()
  return { label, width, height, jpeg }
}

/** Keeps the worst cases of one task, by its first measure for its first method. */
export class Showcase {
  readonly #task: Task
  readonly #kept = new Map<string, Showing[]>()

  constructor(task: Task) {
    this.#task = task
  }

  /** How bad a score is: larger is worse. Cases without a score come last. */
  #badness(score: number): number {
    if (Number.isNaN(score)) return Number.NEGATIVE_INFINITY
    return this.#task.measures[0].better === 'higher' ? -score : Math.abs(score)
  }

  async offer(
    about: Omit<Showing, 'task' | 'pictures'>,
    { input, target }: Case,
    answers: readonly { label: string; picture: Picture }[],
  ): Promise<void> {
    const list = this.#kept.get(about.condition) ?? []
    this.#kept.set(about.condition, list)
    const badness = this.#badness(about.score)
    let at = list.findIndex(({ score }) => this.#badness(score) < badness)
    if (at < 0) at = list.length
    if (at >= KEPT) return
    const shown = [{ label: 'input', picture: input }, ...answers.filter(({ label }) => label !== 'untouched')]
    if (target) shown.push({ label: 'original', picture: target })
    const pictures = await Promise.all(shown.map(({ label, picture }) => thumbnail(label, picture)))
    list.splice(at, 0, { task: this.#task.name, ...about, pictures })
    list.length = Math.min(list.length, KEPT)
  }

  /** By condition, the worst first. */
  showings(): Showing[] {
    return [...this.#kept.values()].flat()
  }
}
