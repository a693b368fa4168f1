// Reads pairs out of their cache.
import { closeSync, openSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { createPlane, createRaster, type Picture, type Plane, rasterToPicture } from '@revelado/core'
import { type CachedPair, cachedPairs } from './cache.ts'

/** Both pictures and the plane have one size; sRGB 0..1. */
export interface Pair {
  readonly input: Picture
  readonly target: Picture
  /** 1 where the content cannot be seen any more. */
  readonly lost: Plane
}

export class PairStore {
  readonly #file: number
  readonly #all: readonly CachedPair[]

  constructor(folder: string) {
    this.#all = cachedPairs(folder)
    this.#file = openSync(join(folder, 'pairs.bin'), 'r')
  }

  /** The pairs of a role that a canvas can be cut from. */
  usable(role: CachedPair['role'], canvas: number): CachedPair[] {
    return this.#all.filter((pair) => pair.role === role && Math.min(pair.width, pair.height) >= canvas)
  }

  #picture(width: number, height: number, offset: number): Picture {
    const values = new Uint16Array(3 * width * height)
    readSync(this.#file, values, 0, values.byteLength, offset)
    return rasterToPicture(createRaster(width, height, 16, values))
  }

  read({ width, height, offset, masked }: CachedPair): Pair {
    const n = width * height
    const lost = createPlane(width, height)
    if (masked) {
      const bytes = new Uint8Array(n)
      readSync(this.#file, bytes, 0, n, offset + 12 * n)
      lost.data.set(bytes)
    }
    return { input: this.#picture(width, height, offset), target: this.#picture(width, height, offset + 6 * n), lost }
  }

  close(): void {
    closeSync(this.#file)
  }
}
