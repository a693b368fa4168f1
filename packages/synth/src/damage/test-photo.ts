// A picture for tests, made of sky, hills, a bright disc and fine texture: all tones, several colours, the same in every engine.
import { createPicture, type Picture, Random } from '@revelado/core'
import { cloud } from '../field/cloud.ts'
import type { Size } from './damage.ts'

export function testPhoto(width = 120, height = 90): Picture {
  const random = new Random('test photo')
  const hills = cloud(random, width, height, 24, 3)
  const texture = cloud(random, width, height, 2)
  const picture = createPicture(width, height)
  const n = width * height
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      const sky = y < height * (0.45 + 0.08 * hills.data[(height >> 1) * width + x])
      const dx = x - 0.75 * width
      const dy = y - 0.2 * height
      const sun = dx * dx + dy * dy < 0.01 * width * width
      const shade = 0.5 + 0.2 * hills.data[i] + 0.05 * texture.data[i]
      const colour = sun
        ? [1, 0.97, 0.85]
        : sky
          ? [0.45 + y / (3 * height), 0.6 + y / (4 * height), 0.9]
          : [0.55 * shade, 0.75 * shade, 0.3 * shade]
      for (let c = 0; c < 3; c++) picture.data[c * n + i] = Math.round(255 * Math.min(1, Math.max(0, colour[c]))) / 255
    }
  return picture
}

/** A picture of one colour: what noise does to it can be measured without the picture getting in the way. */
export function flatPhoto(value: number | readonly [number, number, number], width = 120, height = 90): Picture {
  const picture = createPicture(width, height)
  const n = width * height
  for (let c = 0; c < 3; c++) picture.data.fill(typeof value === 'number' ? value : value[c], c * n, (c + 1) * n)
  return picture
}

export const sizeOf = ({ width, height }: Picture): Size => ({ width, height, scale: 1 })
