// What FIND says of a picture: asked at several sizes, and of the mirror image too.
import { createPlane, type Plane, type Raster, resizePlaneBilinear } from '@revelado/core'
import { mirrored } from './mirrored.ts'
import { type GraphSession, output, type RestoreModel } from './session.ts'
import { thumbnail } from './thumbnail.ts'
import { asRaster, pixelsUnder } from './window.ts'

/** What the next coarser size says counts this much beside what a size says itself. */
const COARSER = 0.3
/** FIND looks at the picture smaller and smaller, down to a long side of about this: it learned from pictures of 96 pixels. */
const SMALLEST = 128

/** What FIND says of a picture, or of its mirror image, turned back. */
async function hiddenIn(raster: Raster, find: GraphSession, multiple: number, inMirror: boolean): Promise<Plane> {
  const { width, height } = raster
  const grid = (length: number) => Math.ceil(length / multiple) * multiple
  const [w, h] = [grid(width), grid(height)]
  const turned = (data: Float32Array) => (inMirror ? mirrored(data, w) : data)
  const pixels = turned(pixelsUnder(raster, { x: 0, y: 0, width: w, height: h }))
  const outputs = await find.run({ picture: { data: pixels, dims: [1, 3, h, w] } })
  const hidden = turned(output(outputs, 'find', 'hidden', [1, 1, h, w]))
  const plane = createPlane(width, height)
  for (let y = 0; y < height; y++) plane.data.set(hidden.subarray(y * w, y * w + width), y * width)
  return plane
}

const longSide = ({ width, height }: Raster): number => Math.max(width, height)

function shrunk(raster: Raster, scale: number): Raster {
  if (scale >= 1) return raster
  const side = (length: number) => Math.max(1, Math.round(length * scale))
  return asRaster(thumbnail(raster, side(raster.width), side(raster.height)))
}

/** The picture at most `size` pixels long, and smaller by halves. */
function pyramid(raster: Raster, size: number): Raster[] {
  const sizes = [shrunk(raster, size / longSide(raster))]
  while (longSide(sizes.at(-1)!) >= 2 * SMALLEST) sizes.push(shrunk(sizes.at(-1)!, 1 / 2))
  return sizes
}

/**
 * What FIND says at the size that says most: a scratch shows at one, a torn corner at another. At every size but the last the next
 * coarser one has its say too: what only shows at the finest is as often an ornament as a scratch.
 * @param planes from fine to coarse
 */
function joinSizes(planes: readonly Plane[]): Plane {
  return planes.reduceRight((coarser, { width, height, data }, i) => {
    const joined = resizePlaneBilinear(coarser, width, height)
    const next = resizePlaneBilinear(planes[i + 1], width, height).data
    for (let k = 0; k < data.length; k++) joined.data[k] = Math.max(joined.data[k], data[k] + COARSER * (next[k] - data[k]))
    return joined
  })
}

/**
 * How likely a mark is seen at each pixel, or its content is lost, 0..1, on a plane of at most the size of the card: by the mean of what
 * FIND says of the picture and of its mirror image at any size.
 * @param worth whether what it says of the picture alone is worth asking of the mirror image too; that alone comes back where it is not
 */
export async function evidenceIn(
  raster: Raster,
  model: Pick<RestoreModel, 'card'> & { find: GraphSession },
  worth: (alone: Plane) => boolean = () => true,
): Promise<Plane> {
  const { size, multiple } = model.card.find!
  const sizes = pyramid(raster, size)
  const planes: Plane[] = []
  for (const small of sizes) planes.push(await hiddenIn(small, model.find, multiple, false))
  const alone = joinSizes(planes)
  if (!worth(alone)) return alone
  for (const [i, small] of sizes.entries()) {
    const other = await hiddenIn(small, model.find, multiple, true)
    const { data } = planes[i]
    for (let k = 0; k < data.length; k++) data[k] = (data[k] + other.data[k]) / 2
  }
  return joinSizes(planes)
}
