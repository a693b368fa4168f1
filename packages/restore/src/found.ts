// Find, then fill: FIND says of the whole picture what hides it (scratches, cracks, dust, holes), and what it is sure of is treated as
// if the caller had marked it. A network that has to guess what covers a hole while it paints it paints badly.
import { createPlane, hysteresis, type Plane, type Raster, widenPlane } from '@revelado/core'
import { decisionOn } from './decisions.ts'
import type { Inspection } from './inspect.ts'
import type { Mask } from './mask.ts'
import type { SettledChoices } from './options.ts'
import { output, type RestoreModel } from './session.ts'
import { thumbnail } from './thumbnail.ts'
import { asRaster, pixelsUnder } from './window.ts'

/** What FIND must at least say of a pixel that counts as lost, and of others that join it. */
const SURE = 0.95
const LIKELY = 0.7
/**
 * FIND alone marks rims and ornaments of one clean picture in ten; LOOK sees the whole and must be this sure that something is lost.
 * Of 143 sound validation pictures it is of two.
 */
const LOST = 0.8
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

/**
 * The mask of what FIND is sure of; undefined where nothing was found, where LOOK sees nothing lost, where somebody marked what is lost,
 * where nothing may be painted, and where the model has no FIND.
 * @throws ReveladoError 'no-model' when the graph is not FIND.
 */
export async function findLost(
  raster: Raster,
  model: RestoreModel,
  { strength }: SettledChoices,
  { decisions }: Inspection,
): Promise<Mask | undefined> {
  const { find } = model
  const card = model.card.find
  const { by, used } = decisionOn(decisions, 'lost')
  if (!find || !card || by !== 'model' || used < LOST || strength === 0) return undefined
  const scale = Math.min(1, card.size / Math.max(raster.width, raster.height))
  const width = Math.max(1, Math.round(raster.width * scale))
  const height = Math.max(1, Math.round(raster.height * scale))
  const small = scale < 1 ? asRaster(thumbnail(raster, width, height)) : raster
  const grid = (length: number) => Math.ceil(length / card.multiple) * card.multiple
  const window = { x: 0, y: 0, width: grid(width), height: grid(height) }
  const outputs = await find.run({ picture: { data: pixelsUnder(small, window), dims: [1, 3, window.height, window.width] } })
  const hidden = output(outputs, 'find', 'hidden', [1, 1, window.height, window.width])
  const likely = createPlane(width, height)
  for (let y = 0; y < height; y++) likely.data.set(hidden.subarray(y * window.width, y * window.width + width), y * width)
  const marked = hysteresis(likely, LIKELY, SURE)
  const share = marked.data.reduce((sum, value) => sum + value, 0) / marked.data.length
  if (share === 0 || share > MOST) return undefined
  return enlarged(widenPlane(marked, EDGE), raster.width, raster.height)
}
