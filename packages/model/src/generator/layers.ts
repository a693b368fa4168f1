// The building blocks that LOOK and REPAIR share.
import type { Init, Ops } from '../ops.ts'

/** A k × k convolution with zero padding that keeps the size. */
export function conv<T>(ops: Ops<T>, name: string, x: T, from: number, to: number, size = 3, init: Init = 'kaiming'): T {
  const w = ops.parameter(`${name}.weight`, [to, from, size, size], init)
  const b = ops.parameter(`${name}.bias`, [to], 'zeros')
  return ops.conv2d(x, w, b, { padding: size >> 1 })
}

/** Halves width and height by a 2 × 2 convolution of stride 2. */
export function down<T>(ops: Ops<T>, name: string, x: T, from: number, to: number): T {
  const w = ops.parameter(`${name}.weight`, [to, from, 2, 2], 'kaiming')
  return ops.conv2d(x, w, ops.parameter(`${name}.bias`, [to], 'zeros'), { stride: 2 })
}

/** Doubles width and height by a 2 × 2 transposed convolution of stride 2. */
export function up<T>(ops: Ops<T>, name: string, x: T, from: number, to: number): T {
  const w = ops.parameter(`${name}.weight`, [from, to, 2, 2], 'kaiming')
  return ops.convTranspose2d(x, w, ops.parameter(`${name}.bias`, [to], 'zeros'), 2)
}

/** x [n, from] → [n, to]. */
export function linear<T>(ops: Ops<T>, name: string, x: T, from: number, to: number, init: Init = 'kaiming', bias: Init = 'zeros'): T {
  const w = ops.parameter(`${name}.weight`, [to, from], init)
  return ops.linear(x, w, ops.parameter(`${name}.bias`, [to], bias))
}

/** Pre-activation residual block (He et al. 2016) without normalisation; its last convolution starts at zero. */
export function residual<T>(ops: Ops<T>, name: string, x: T, width: number): T {
  return ops.part(() => {
    const h = conv(ops, `${name}.a`, ops.relu(x), width, width)
    return ops.add(x, conv(ops, `${name}.b`, ops.relu(h), width, width, 3, 'zeros'))
  })
}

/** The same, modulated by a global vector (FiLM, Perez et al. 2018): h · (1 + scale) + shift. */
export function modulated<T>(ops: Ops<T>, name: string, x: T, global: T, width: number, globalWidth: number): T {
  const film = ops.reshape(linear(ops, `${name}.film`, global, globalWidth, 2 * width, 'zeros'), [0, 2 * width, 1, 1])
  const scale = ops.affine(ops.slice(film, 1, 0, width), 1, 1)
  const shift = ops.slice(film, 1, width, 2 * width)
  return ops.part(() => {
    const h = ops.add(ops.mul(conv(ops, `${name}.a`, ops.relu(x), width, width), scale), shift)
    return ops.add(x, conv(ops, `${name}.b`, ops.relu(h), width, width, 3, 'zeros'))
  })
}
