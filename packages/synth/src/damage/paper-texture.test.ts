import { expect, it } from 'vitest'
import { paperTexture } from './paper-texture.ts'
import { deviation, mean } from './statistics.ts'
import { flatPhoto } from './test-photo.ts'

it('modulates the light by the amount told, and keeps the mean', () => {
  for (const kind of ['linen', 'honeycomb', 'rough'] as const) {
    const { data } = paperTexture.apply(flatPhoto(0.5, 240, 180), { kind, period: 4, angle: 0.4, amount: 0.05, seed: 3 }).picture
    expect(mean(data)).toBeCloseTo(0.5, 2)
    const relative = deviation(data) / 0.5
    expect(relative).toBeGreaterThan(0.03)
    expect(relative).toBeLessThan(0.16)
  }
})
