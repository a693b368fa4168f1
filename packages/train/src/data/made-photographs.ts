// For tests: photographs that anyone may have, made of coloured blobs.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Random } from '@revelado/core'
import sharp from 'sharp'

/** Writes `count` colourful PNG files of 210 × 180 into `folder`. */
export async function makePhotographs(folder: string, count: number): Promise<void> {
  mkdirSync(folder, { recursive: true })
  for (let i = 0; i < count; i++) {
    const random = new Random(`photograph ${i}`)
    const blobs = Array.from({ length: 12 }, () => {
      const colour = `rgb(${random.int(0, 255)},${random.int(0, 255)},${random.int(0, 255)})`
      return `<ellipse cx="${random.int(0, 210)}" cy="${random.int(0, 180)}" rx="${random.int(10, 90)}" ry="${random.int(10, 90)}" fill="${colour}"/>`
    })
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="210" height="180">${blobs.join('')}</svg>`
    writeFileSync(join(folder, `${i}.png`), await sharp(Buffer.from(svg)).flatten().png().toBuffer())
  }
}
