// The stored pictures and figures that tests compare with; made by tools/make-fixtures.py.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { createPlane, type Picture, type Plane } from '@revelado/core'
import { readPicture } from './read-picture.ts'

const place = (name: string) => fileURLToPath(new URL(`../fixtures/${name}`, import.meta.url))

interface Expected {
  opencv: {
    nlm: { h: number; hColour: number; psnr: number }
    telea: { radius: number; psnrInside: number }
    'navier-stokes': { radius: number; psnrInside: number }
  }
  film: { stock: string; scanner: string; deltaE: Record<'complement' | 'stretch' | 'density', number> }[]
}

export const expected: Expected = JSON.parse(readFileSync(place('expected.json'), 'utf8'))

export function fixture(name: string): Promise<Picture> {
  return readPicture(place(`${name}.png`))
}

export async function fixtureMask(name: string): Promise<Plane> {
  const { width, height, data } = await fixture(name)
  return createPlane(width, height, data.slice(0, width * height))
}
