import { createPicture, Random } from '@revelado/core'
import { expect, it } from 'vitest'
import { estimateNoise } from './estimate-noise.ts'

it.each([5, 25])('finds σ %d of white noise on a slope within a tenth', (sigma) => {
  const random = new Random(sigma)
  const picture = createPicture(96, 96)
  picture.data.forEach((_, i) => {
    picture.data[i] = 0.3 + 0.4 * ((i % 96) / 96) + random.normal(0, sigma / 255)
  })
  // Twelve thousand details: the median's own error is about 1 %, the three channels and the slope add little.
  expect(estimateNoise(picture) / sigma).toBeGreaterThan(0.9)
  expect(estimateNoise(picture) / sigma).toBeLessThan(1.1)
})
