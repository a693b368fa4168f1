// For tests: pairs of made photographs, every second one with its negative, the others with a faded print.
import { mkdirSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import sharp from 'sharp'
import { makePhotographs } from '../data/made-photographs.ts'

/** Writes `count` pairs of 210 × 180 into `folder`: target/0.png … with input/0.tif …, and a mask beside input/0.tif. */
export async function makePairs(folder: string, count: number): Promise<void> {
  await makePhotographs(join(folder, 'made'), count)
  renameSync(join(folder, 'made'), join(folder, 'target'))
  mkdirSync(join(folder, 'input'), { recursive: true })
  for (let i = 0; i < count; i++) {
    const photograph = sharp(join(folder, 'target', `${i}.png`))
    const input = i % 2 === 0 ? photograph.negate() : photograph.linear(0.5, 64)
    await input.tiff({ compression: 'deflate' }).toFile(join(folder, 'input', `${i}.tif`))
  }
  const white = { create: { width: 60, height: 50, channels: 3, background: 'white' } } as const
  await sharp({ create: { width: 210, height: 180, channels: 3, background: 'black' } })
    .composite([{ input: await sharp(white).png().toBuffer(), left: 70, top: 60 }])
    .png()
    .toFile(join(folder, 'input', '0.mask.png'))
}
