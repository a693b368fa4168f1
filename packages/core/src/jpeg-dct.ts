// The 8 × 8 integer DCT of libjpeg's "islow" and its inverse: Loeffler, Ligtenberg and Moschytz (ICASSP 1989, figure 1) in
// 13-bit fixed point, two bits kept between the passes. Bit for bit what libjpeg and libjpeg-turbo calculate.

// round(c · 2^13) of the constants of the paper; r_k = √2 · cos(kπ/16).
const R6 = 4433 // r6                 0.541196100
const R2_MINUS_R6 = 6270 // r2 − r6    0.765366865
const R2_PLUS_R6 = 15137 // r2 + r6    1.847759065
const R3 = 9633 // r3                  1.175875602
const A = 2446 // −r1 + r3 + r5 − r7   0.298631336
const B = 16819 // r1 + r3 − r5 + r7   2.053119869
const C = 25172 // r1 + r3 + r5 − r7   3.072711026
const D = 12299 // r1 + r3 − r5 − r7   1.501321110
const E = 7373 // r3 − r7              0.899976223
const F = 20995 // r1 + r3             2.562915447
const G = 16069 // r3 + r5             1.961570560
const H = 3196 // r3 − r5              0.390180644

/** The block of samples at `corner` of rows `stride` apart to coefficients, 8 times as large as those of the orthonormal DCT. */
export function forwardDct(data: Uint8ClampedArray, corner: number, stride: number, block: Int32Array): void {
  for (let i = 0, at = corner; i < 64; i += 8, at += stride) {
    const v0 = data[at]
    const v1 = data[at + 1]
    const v2 = data[at + 2]
    const v3 = data[at + 3]
    const v4 = data[at + 4]
    const v5 = data[at + 5]
    const v6 = data[at + 6]
    const v7 = data[at + 7]
    const s0 = v0 + v7
    const t7 = v0 - v7
    const s1 = v1 + v6
    const t6 = v1 - v6
    const s2 = v2 + v5
    const t5 = v2 - v5
    const s3 = v3 + v4
    const t4 = v3 - v4
    const e0 = s0 + s3
    const e3 = s0 - s3
    const e1 = s1 + s2
    const e2 = s1 - s2
    // 128 is taken off here, eight times: it is in no other output.
    block[i] = (e0 + e1 - 1024) << 2
    block[i + 4] = (e0 - e1) << 2
    const z = Math.imul(e2 + e3, R6) + 1024
    block[i + 2] = (z + Math.imul(e3, R2_MINUS_R6)) >> 11
    block[i + 6] = (z - Math.imul(e2, R2_PLUS_R6)) >> 11
    const z3 = t4 + t6
    const z4 = t5 + t7
    const z5 = Math.imul(z3 + z4, R3) + 1024
    const z1 = Math.imul(t4 + t7, E)
    const z2 = Math.imul(t5 + t6, F)
    const p3 = z5 - Math.imul(z3, G)
    const p4 = z5 - Math.imul(z4, H)
    block[i + 7] = (Math.imul(t4, A) - z1 + p3) >> 11
    block[i + 5] = (Math.imul(t5, B) - z2 + p4) >> 11
    block[i + 3] = (Math.imul(t6, C) - z2 + p3) >> 11
    block[i + 1] = (Math.imul(t7, D) - z1 + p4) >> 11
  }
  for (let i = 0; i < 8; i++) {
    const v0 = block[i]
    const v1 = block[i + 8]
    const v2 = block[i + 16]
    const v3 = block[i + 24]
    const v4 = block[i + 32]
    const v5 = block[i + 40]
    const v6 = block[i + 48]
    const v7 = block[i + 56]
    const s0 = v0 + v7
    const t7 = v0 - v7
    const s1 = v1 + v6
    const t6 = v1 - v6
    const s2 = v2 + v5
    const t5 = v2 - v5
    const s3 = v3 + v4
    const t4 = v3 - v4
    const e0 = s0 + s3
    const e3 = s0 - s3
    const e1 = s1 + s2
    const e2 = s1 - s2
    block[i] = (e0 + e1 + 2) >> 2
    block[i + 32] = (e0 - e1 + 2) >> 2
    const z = Math.imul(e2 + e3, R6) + 16384
    block[i + 16] = (z + Math.imul(e3, R2_MINUS_R6)) >> 15
    block[i + 48] = (z - Math.imul(e2, R2_PLUS_R6)) >> 15
    const z3 = t4 + t6
    const z4 = t5 + t7
    const z5 = Math.imul(z3 + z4, R3) + 16384
    const z1 = Math.imul(t4 + t7, E)
    const z2 = Math.imul(t5 + t6, F)
    const p3 = z5 - Math.imul(z3, G)
    const p4 = z5 - Math.imul(z4, H)
    block[i + 56] = (Math.imul(t4, A) - z1 + p3) >> 15
    block[i + 40] = (Math.imul(t5, B) - z2 + p4) >> 15
    block[i + 24] = (Math.imul(t6, C) - z2 + p3) >> 15
    block[i + 8] = (Math.imul(t7, D) - z1 + p4) >> 15
  }
}

/** Dequantised coefficients (overwritten) to the block of samples at `corner` of rows `stride` apart, clamped to 0..255. */
export function inverseDct(block: Int32Array, data: Uint8ClampedArray, corner: number, stride: number): void {
  for (let i = 0; i < 8; i++) {
    const x0 = block[i]
    const x1 = block[i + 8]
    const x2 = block[i + 16]
    const x3 = block[i + 24]
    const x4 = block[i + 32]
    const x5 = block[i + 40]
    const x6 = block[i + 48]
    const x7 = block[i + 56]
    if ((x1 | x2 | x3 | x4 | x5 | x6 | x7) === 0) {
      const flat = x0 << 2
      for (let j = i; j < 64; j += 8) block[j] = flat
      continue
    }
    const z = Math.imul(x2 + x6, R6)
    const e2 = z - Math.imul(x6, R2_PLUS_R6)
    const e3 = z + Math.imul(x2, R2_MINUS_R6)
    const e0 = ((x0 + x4) << 13) + 1024
    const e1 = ((x0 - x4) << 13) + 1024
    const s0 = e0 + e3
    const s3 = e0 - e3
    const s1 = e1 + e2
    const s2 = e1 - e2
    const z3 = x7 + x3
    const z4 = x5 + x1
    const z5 = Math.imul(z3 + z4, R3)
    const z1 = Math.imul(x7 + x1, E)
    const z2 = Math.imul(x5 + x3, F)
    const p3 = z5 - Math.imul(z3, G)
    const p4 = z5 - Math.imul(z4, H)
    const t0 = Math.imul(x7, A) - z1 + p3
    const t1 = Math.imul(x5, B) - z2 + p4
    const t2 = Math.imul(x3, C) - z2 + p3
    const t3 = Math.imul(x1, D) - z1 + p4
    block[i] = (s0 + t3) >> 11
    block[i + 56] = (s0 - t3) >> 11
    block[i + 8] = (s1 + t2) >> 11
    block[i + 48] = (s1 - t2) >> 11
    block[i + 16] = (s2 + t1) >> 11
    block[i + 40] = (s2 - t1) >> 11
    block[i + 24] = (s3 + t0) >> 11
    block[i + 32] = (s3 - t0) >> 11
  }
  // 128 and the half of the last rounding.
  const level = (128 << 18) + (1 << 17)
  for (let i = 0, at = corner; i < 64; i += 8, at += stride) {
    const x1 = block[i + 1]
    const x2 = block[i + 2]
    const x3 = block[i + 3]
    const x5 = block[i + 5]
    const x6 = block[i + 6]
    const x7 = block[i + 7]
    const z = Math.imul(x2 + x6, R6)
    const e2 = z - Math.imul(x6, R2_PLUS_R6)
    const e3 = z + Math.imul(x2, R2_MINUS_R6)
    const e0 = ((block[i] + block[i + 4]) << 13) + level
    const e1 = ((block[i] - block[i + 4]) << 13) + level
    const s0 = e0 + e3
    const s3 = e0 - e3
    const s1 = e1 + e2
    const s2 = e1 - e2
    const z3 = x7 + x3
    const z4 = x5 + x1
    const z5 = Math.imul(z3 + z4, R3)
    const z1 = Math.imul(x7 + x1, E)
    const z2 = Math.imul(x5 + x3, F)
    const p3 = z5 - Math.imul(z3, G)
    const p4 = z5 - Math.imul(z4, H)
    const t0 = Math.imul(x7, A) - z1 + p3
    const t1 = Math.imul(x5, B) - z2 + p4
    const t2 = Math.imul(x3, C) - z2 + p3
    const t3 = Math.imul(x1, D) - z1 + p4
    data[at] = (s0 + t3) >> 18
    data[at + 7] = (s0 - t3) >> 18
    data[at + 1] = (s1 + t2) >> 18
    data[at + 6] = (s1 - t2) >> 18
    data[at + 2] = (s2 + t1) >> 18
    data[at + 5] = (s2 - t1) >> 18
    data[at + 3] = (s3 + t0) >> 18
    data[at + 4] = (s3 - t0) >> 18
  }
}
