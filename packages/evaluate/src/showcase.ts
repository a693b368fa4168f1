// Chooses the cases that a report shows: the worst ones, those lost against a rival, and examples as they come.
import { cropPicture, type Picture, resizeArea, toBytes } from '@revelado/core'
import sharp from 'sharp'
import { nothing } from './method.ts'
import type { Showing, Thumbnail } from './result.ts'
import type { Case, Task } from './task.ts'

/** Cases that are kept for each condition. */
const WORST = 10
const LOSSES = 5
/** Long side of the pictures in the report. */
const SIDE = 256
const QUALITY = 82

interface Shown {
  readonly label: string
  readonly picture: Picture
  readonly score?: number
}

async function thumbnail({ label, picture, score }: Shown): Promise<Thumbnail> {
  const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height))
  const width = Math.max(1, Math.round(picture.width * scale))
  const height = Math.max(1, Math.round(picture.height * scale))
  const small = scale < 1 ? resizeArea(picture, width, height) : picture
  const jpeg = await sharp(toBytes(small), { raw: { width, height, channels: 3 } })
    .jpeg({ quality: QUALITY, chromaSubsampling: '4:4:4' })
    .toBuffer()
  return { label, score, width, height, jpeg }
}

/** Up to `most` cases of each condition, the worst first. */
class Shelf {
  readonly #most: number
  readonly #kept = new Map<string, { badness: number; showing: Showing }[]>()

  constructor(most: number) {
    this.#most = most
  }

  wants(condition: string, badness: number): boolean {
    const list = this.#kept.get(condition) ?? []
    return list.length < this.#most || (this.#most > 0 && badness > list[list.length - 1].badness)
  }

  put(showing: Showing, badness: number): void {
    const list = this.#kept.get(showing.condition) ?? []
    this.#kept.set(showing.condition, list)
    const at = list.findIndex((entry) => entry.badness < badness)
    list.splice(at < 0 ? list.length : at, 0, { badness, showing })
    list.length = Math.min(list.length, this.#most)
  }

  showings(): Showing[] {
    return [...this.#kept.values()].flat().map(({ showing }) => showing)
  }
}

/** Keeps what is worth seeing of one task, by its first measure for its first method. */
export class Showcase {
  readonly #task: Task
  readonly #shelves: { readonly kind: Showing['kind']; readonly shelf: Shelf }[]

  constructor(task: Task) {
    this.#task = task
    this.#shelves = [
      { kind: 'example', shelf: new Shelf(task.examples ?? 0) },
      { kind: 'loss', shelf: new Shelf(LOSSES) },
      { kind: 'worst', shelf: new Shelf(WORST) },
    ]
  }

  /** How bad a case is on a shelf: larger is worse, −∞ is not to be judged, nothing keeps it off the shelf. */
  #badness(kind: Showing['kind'], score: number, gain: number): number | undefined {
    if (kind === 'example') return 0
    if (kind === 'loss') return gain < 0 ? -gain : undefined
    if (Number.isNaN(score)) return Number.NEGATIVE_INFINITY
    return this.#task.measures[0].better === 'higher' ? -score : Math.abs(score)
  }

  /** @param judged figure of the first method, and how much better it is than its rival's; NaN where not known. */
  async offer(
    about: Pick<Showing, 'set' | 'picture' | 'condition'>,
    { score, gain }: { readonly score: number; readonly gain: number },
    { input, target, shown: part }: Case,
    answers: readonly Shown[],
  ): Promise<void> {
    let pictures: readonly Thumbnail[] | undefined
    for (const { kind, shelf } of this.#shelves) {
      const badness = this.#badness(kind, score, gain)
      if (badness === undefined || !shelf.wants(about.condition, badness)) continue
      pictures ??= await this.#thumbnails(input, target, answers, part)
      const first = pictures.filter(({ label }) => label === 'original')
      const shown = kind === 'example' ? [...first, ...pictures.slice(0, pictures.length - first.length)] : pictures
      shelf.put({ kind, task: this.#task.name, ...about, score: kind === 'loss' ? gain : score, pictures: shown }, badness)
    }
  }

  #thumbnails(input: Picture, target: Picture | undefined, answers: readonly Shown[], part: Case['shown']): Promise<Thumbnail[]> {
    const untouched = answers.find(({ label }) => label === nothing.name)
    const shown: Shown[] = [{ label: 'input', picture: input, score: untouched?.score }, ...answers.filter((shown) => shown !== untouched)]
    if (target) shown.push({ label: 'original', picture: target })
    const cut = (picture: Picture) => (part ? cropPicture(picture, part.x, part.y, part.width, part.height) : picture)
    return Promise.all(shown.map(({ picture, ...rest }) => thumbnail({ ...rest, picture: cut(picture) })))
  }

  /** Examples, losses, the worst; each by condition, the worst first. */
  showings(): Showing[] {
    return this.#shelves.flatMap(({ shelf }) => shelf.showings())
  }
}
