import { createPicture, Random } from '@revelado/core'
import { expect, it } from 'vitest'
import { drawLostMask, loseContent } from './lost-mask.ts'

it('covers 5 to 15 % and changes nothing else', () => {
  for (let seed = 0; seed < 12; seed++) {
    const mask = drawLostMask(new Random(seed), 96, 72)
    const share = mask.data.reduce((sum, v) => sum + v, 0) / mask.data.length
    expect(share).toBeGreaterThanOrEqual(0.05)
    expect(share).toBeLessThanOrEqual(0.15)
    const picture = createPicture(96, 72)
    picture.data.fill(0.5)
    const holed = loseContent(picture, mask, new Random(seed))
    expect(holed.data.every((v, i) => v === 0.5 || mask.data[i % mask.data.length] === 1)).toBe(true)
    expect(drawLostMask(new Random(seed), 96, 72)).toEqual(mask)
  }
})
