import { psnr, Random } from '@revelado/core'
import { expect, it } from 'vitest'
import { jpeg } from './jpeg.ts'
import { testPhoto } from './test-photo.ts'

const once = (quality: number) => ({ passes: [{ quality, subsampling: '4:2:0' as const, shiftX: 0, shiftY: 0 }] })

it('loses more the lower the quality', () => {
  const photo = testPhoto()
  const [worst, bad, good] = [10, 30, 90].map((quality) => psnr(photo, jpeg.apply(photo, once(quality)).picture))
  expect(worst).toBeLessThan(bad - 2)
  expect(bad).toBeLessThan(good - 2)
  expect(good).toBeGreaterThan(30)
})

it('leaves steps at the borders of its 8 × 8 blocks', () => {
  const photo = testPhoto()
  const { data } = jpeg.apply(photo, once(10)).picture
  const steps = [0, 0]
  for (let y = 0; y < photo.height; y++)
    for (let x = 0; x + 1 < photo.width; x++)
      steps[x % 8 === 7 ? 0 : 1] += Math.abs(data[y * photo.width + x + 1] - data[y * photo.width + x])
  expect(steps[0]).toBeGreaterThan((1.3 * steps[1]) / 7)
})

it('is drawn once and in place most often, at low qualities and high ones', () => {
  const drawn = Array.from({ length: 600 }, (_, k) => jpeg.draw(new Random(k), { width: 9, height: 9, scale: 1 }).passes)
  const single = drawn.filter((passes) => passes.length === 1)
  expect(single.length / 600).toBeGreaterThan(0.75)
  expect(single.every(([pass]) => pass.shiftX === 0 && pass.shiftY === 0)).toBe(true)
  expect(single.filter(([pass]) => pass.quality <= 40).length / single.length).toBeGreaterThan(0.5)
  expect(single.every(([pass]) => pass.quality >= 10 && pass.quality <= 90)).toBe(true)
})
