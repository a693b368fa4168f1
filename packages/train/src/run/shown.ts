// Figures of single steps as they are shown: a mean of the first fifty, then a slowly moving one.

const DECAY = 0.98

export class Shown {
  readonly #figures = new Map<string, { value: number; count: number }>()

  add(figures: Readonly<Record<string, number>>): void {
    for (const [name, value] of Object.entries(figures)) {
      const { value: before, count } = this.#figures.get(name) ?? { value: 0, count: 0 }
      const decay = Math.min(DECAY, count / (count + 1))
      this.#figures.set(name, { value: decay * before + (1 - decay) * value, count: count + 1 })
    }
  }

  /** Another phase: its figures have nothing to do with the last one's. */
  clear(): void {
    this.#figures.clear()
  }

  /** NaN when there is none of that name. */
  get(name: string): number {
    return this.#figures.get(name)?.value ?? Number.NaN
  }

  /** All of them, for a row of the curves. */
  row(): Record<string, string> {
    return Object.fromEntries([...this.#figures].map(([name, { value }]) => [name, value.toFixed(5)]))
  }
}
