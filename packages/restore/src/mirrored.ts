/** Rows of `width` values, each turned round: the mirror image of any number of channels. A copy. */
export function mirrored(data: Float32Array, width: number): Float32Array {
  const out = data.slice()
  for (let row = 0; row < out.length; row += width) out.subarray(row, row + width).reverse()
  return out
}
