// The fast marching method on a hole: in which order its pixels lie from the rim, and how far.
// Source: Sethian, "A fast marching level set method for monotonically advancing fronts", PNAS 93, 1996; as used by Telea 2004.

/** A priority queue of pixel indices, smallest distance first; of equals the one that came first. */
export class Front {
  #keys: number[] = []
  #order: number[] = []
  #items: number[] = []
  #count = 0

  get size(): number {
    return this.#items.length
  }

  #before(a: number, b: number): boolean {
    return this.#keys[a] < this.#keys[b] || (this.#keys[a] === this.#keys[b] && this.#order[a] < this.#order[b])
  }

  #swap(a: number, b: number): void {
    for (const list of [this.#keys, this.#order, this.#items]) {
      const t = list[a]
      list[a] = list[b]
      list[b] = t
    }
  }

  push(item: number, key: number): void {
    let i = this.#items.length
    this.#keys.push(key)
    this.#order.push(this.#count++)
    this.#items.push(item)
    for (let up = (i - 1) >> 1; i > 0 && this.#before(i, up); i = up, up = (i - 1) >> 1) this.#swap(i, up)
  }

  /** Takes the nearest item; only when `size` > 0. */
  pop(): number {
    const top = this.#items[0]
    const end = this.#items.length - 1
    this.#swap(0, end)
    this.#keys.pop()
    this.#order.pop()
    this.#items.pop()
    for (let i = 0; ; ) {
      let least = i
      for (const child of [2 * i + 1, 2 * i + 2]) if (child < end && this.#before(child, least)) least = child
      if (least === i) return top
      this.#swap(i, least)
      i = least
    }
  }
}

/** What is known of each pixel while a front moves. */
export const KNOWN = 0
export const BAND = 1
export const INSIDE = 2
/** Beyond the picture's edge: neither known nor ever entered. */
export const BEYOND = 3

/** Distance at a pixel from one horizontal and one vertical neighbour (upwind solution of |∇T| = 1). */
function solve(a: number, b: number, knownA: boolean, knownB: boolean): number {
  if (knownA && knownB) return Math.abs(a - b) >= 1 ? 1 + Math.min(a, b) : (a + b + Math.sqrt(2 - (a - b) ** 2)) / 2
  if (knownA) return 1 + a
  return knownB ? 1 + b : Number.POSITIVE_INFINITY
}

/**
 * Moves a front from the pixels marked BAND (at their `time`) into those marked INSIDE, nearest first.
 * `state` and `time` have a rim of at least one pixel marked BEYOND; `stride` is the length of a row with it. `visit` is called for each
 * pixel just before it becomes BAND, with its time already set.
 */
export function march(state: Uint8Array, time: Float32Array, stride: number, visit: (pixel: number) => void): void {
  const front = new Front()
  for (let i = 0; i < state.length; i++) if (state[i] === BAND) front.push(i, time[i])
  while (front.size > 0) {
    const from = front.pop()
    state[from] = KNOWN
    for (const p of [from - stride, from - 1, from + stride, from + 1]) {
      if (state[p] !== INSIDE) continue
      let nearest = Number.POSITIVE_INFINITY
      for (const h of [p - 1, p + 1])
        for (const v of [p - stride, p + stride]) nearest = Math.min(nearest, solve(time[h], time[v], state[h] < INSIDE, state[v] < INSIDE))
      time[p] = nearest
      visit(p)
      state[p] = BAND
      front.push(p, nearest)
    }
  }
}
