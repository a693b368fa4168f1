// Find, then fill: FIND says of the whole picture what hides it (scratches, cracks, dust, holes), and what it is sure of is treated as
// if the caller had marked it. A network that has to guess what covers a hole while it paints it paints badly.
import { createPlane, hysteresis, type Plane, type Raster, resizePlaneBilinear, widenPlane } from '@revelado/core'
import { decisionOn } from './decisions.ts'
import type { Inspection } from './inspect.ts'
import type { Marked } from './marked.ts'
import { joinMasks, type Mask } from './mask.ts'
import { mirrored } from './mirrored.ts'
import type { SettledChoices } from './options.ts'
import { type GraphSession, output, type RestoreModel } from './session.ts'
import { thumbnail } from './thumbnail.ts'
import { asRaster, pixelsUnder } from './window.ts'

interface Thresholds {
  readonly likely: number
  readonly sure: number
}

/**
 * What FIND must at least say of a pixel that counts as lost (`sure`), and of others that join it (`likely`). Unasked it must be as good
 * as certain: at 0.98 that of the ninth model marked something in 17 of 167 validation photographs that nothing was wrong with (a
 * drumstick, spokes, petals), at 0.995 in 7. Who says that a picture is damaged wants the scratches gone.
 */
const THRESHOLDS: Record<'auto' | 'on', Thresholds> = { auto: { likely: 0.8, sure: 0.995 }, on: { likely: 0.5, sure: 0.8 } }
/** What the next coarser size says counts this much beside what a size says itself. */
const COARSER = 0.3
/** FIND looks at the picture smaller and smaller, down to a long side of about this: it learned from pictures of 96 pixels. */
const SMALLEST = 128
/** The found region is widened by this many of FIND's pixels: its edge is mixed with what covers it. */
const EDGE = 1
/** More than this is no loss that could be filled: the finding is not trusted. */
const MOST = 0.5

function enlarged(marked: Plane, width: number, height: number): Mask {
  const data = new Uint8Array(width * height)
  for (let y = 0, i = 0; y < height; y++) {
    const row = Math.floor((y * marked.height) / height) * marked.width
    for (let x = 0; x < width; x++, i++) data[i] = marked.data[row + Math.floor((x * marked.width) / width)] > 0 ? 255 : 0
  }
  return { width, height, data }
}

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
 * The pixels that FIND is sure of, by the mean of what it says of the picture and of its mirror image at any size; undefined where there
 * are none. The mirror image is not asked where no answer of it could make a pixel sure.
 */
async function sureIn(
  raster: Raster,
  model: RestoreModel & { find: GraphSession },
  { likely, sure }: Thresholds,
): Promise<Plane | undefined> {
  const { size, multiple } = model.card.find!
  const sizes = pyramid(raster, size)
  const planes: Plane[] = []
  for (const small of sizes) planes.push(await hiddenIn(small, model.find, multiple, false))
  const least = 2 * ((sure - COARSER) / (1 - COARSER)) - 1
  if (!planes.some(({ data }) => data.some((value) => value >= least))) return undefined
  for (const [i, small] of sizes.entries()) {
    const other = await hiddenIn(small, model.find, multiple, true)
    const { data } = planes[i]
    for (let k = 0; k < data.length; k++) data[k] = (data[k] + other.data[k]) / 2
  }
  const found = hysteresis(joinSizes(planes), likely, sure)
  return found.data.some((value) => value > 0) ? found : undefined
}

/**
 * The mask of what FIND is sure of and of what was marked; undefined where nothing was found, where it is not to search (unasked it does not beside what somebody
 * marked), where nothing may be painted, and where the model has no FIND.
 * @throws ReveladoError 'no-model' when the graph is not FIND.
 */
export async function findLost(
  raster: Raster,
  model: RestoreModel,
  { strength, damage, noInvent }: SettledChoices,
  { decisions }: Inspection,
  marked: Marked,
): Promise<Mask | undefined> {
  const { find } = model
  if (!find || !model.card.find || strength === 0 || noInvent || damage === 'off') return undefined
  if (damage === 'auto' && decisionOn(decisions, 'lost').by !== 'model') return undefined
  const found = await sureIn(raster, { ...model, find }, THRESHOLDS[damage])
  if (!found || found.data.reduce((sum, value) => sum + value, 0) > MOST * found.data.length) return undefined
  const mask = enlarged(widenPlane(found, EDGE), raster.width, raster.height)
  return marked.mask ? joinMasks(mask, marked.mask) : mask
}
