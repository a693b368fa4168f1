import { createPicture } from '@revelado/core'
import { describe, expect, it } from 'vitest'
import { mirrorMosaic } from './mosaic.ts'

describe('mirrorMosaic', () => {
  it('mirrors every second copy, in both directions and each channel', () => {
    const picture = createPicture(
      3,
      2,
      'srgb',
      Float32Array.from({ length: 18 }, (_, i) => i / 32),
    )
    const mosaic = mirrorMosaic(picture, 3, 2)
    expect([mosaic.width, mosaic.height]).toEqual([9, 4])
    const row = (c: number, y: number) => [...mosaic.data.subarray((c * 4 + y) * 9, (c * 4 + y + 1) * 9)].map((v) => v * 32)
    expect(row(0, 0)).toEqual([0, 1, 2, 2, 1, 0, 0, 1, 2])
    expect(row(1, 1)).toEqual([9, 10, 11, 11, 10, 9, 9, 10, 11])
    expect(row(1, 2)).toEqual(row(1, 1))
    expect(row(2, 3)).toEqual([12, 13, 14, 14, 13, 12, 12, 13, 14])
  })
})
