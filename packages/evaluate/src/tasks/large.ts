// Large pictures: the same damage as on small ones, grown with the picture, on mosaics as sharp as the photographs they are made of.
import { type Picture, resizeArea } from '@revelado/core'
import { psnrRgb } from '../measures/fidelity.ts'
import { model, nothing } from '../method.ts'
import { mirrorMosaic } from '../mosaic.ts'
import type { Case, Task } from '../task.ts'
import { damagedCase, FAMILIES } from './mixtures.ts'

/** Copies along the short and the long side of a photograph: 12 and 25 megapixels of Kodak24. */
const GRIDS = [
  [6, 5],
  [8, 8],
] as const
/** Short side of the small pictures, of which damage of scale 1 is meant for about 200. */
const SMALL = 256
const SHOWN = 512

function mosaicOf(picture: Picture, [short, long]: readonly [number, number]): Picture {
  return picture.width < picture.height ? mirrorMosaic(picture, short, long) : mirrorMosaic(picture, long, short)
}

function smallOf(picture: Picture): Picture {
  const factor = Math.min(1, SMALL / Math.min(picture.width, picture.height))
  return resizeArea(picture, Math.round(picture.width * factor), Math.round(picture.height * factor))
}

function middleOf({ width, height }: Picture): NonNullable<Case['shown']> {
  const side = Math.min(SHOWN, width, height)
  return { x: (width - side) >> 1, y: (height - side) >> 1, width: side, height: side }
}

export const large: Task = {
  name: 'large',
  title: 'Large pictures',
  about:
    'Mixtures on mosaics of mirrored copies, 12 and 25 megapixels of Kodak24 (in quick mode 2 and 4), damage grown with the picture; and the same recipe on one copy with a short side of 256 pixels.',
  wants: [{ role: 'photographs', names: ['kodak24'] }],
  mostOfEach: 6,
  most: 6,
  cases({ picture, set, name, index }) {
    const { kinds } = FAMILIES[index % FAMILIES.length]
    const seed = `large/${set}/${name}`
    const grid = GRIDS[Math.floor(index / FAMILIES.length) % GRIDS.length]
    const mosaic = mosaicOf(picture, grid)
    const small = smallOf(picture)
    const condition = `mosaic of ${grid[0] * grid[1]}`
    const scale = Math.min(mosaic.width, mosaic.height) / Math.min(small.width, small.height)
    return [
      {
        condition,
        ...damagedCase(mosaic, kinds, seed, scale),
        shown: middleOf(mosaic),
      },
      { condition: `${condition}, small`, ...damagedCase(small, kinds, seed) },
    ]
  },
  methods: (tools) => [...model(tools), nothing],
  measures: [psnrRgb],
}
