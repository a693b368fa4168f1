// A stream of random numbers of its own, apart from the default one that `seed` sets.

import { native } from './native.ts'
import type { Device } from './types.ts'

/** @example ops.randn([2, 3], { generator: new Generator(7) }) */
export class Generator {
  /** Its place in the binding's table. */
  readonly index: number

  /** `seed`: a whole number from 0 to 2^53. */
  constructor(seed: number, device: Device = 'cpu') {
    this.index = native.newGenerator(device, seed)
  }
}
