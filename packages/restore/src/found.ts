// Find, then fill: where LOOK thinks that something is lost, LOOK (who sees the whole) and REPAIR (who sees every pixel) say what, and
// what was found is treated as if the caller had marked it. A network that has to guess what covers a hole while it paints it
// paints badly.
import { createPlane, type Raster, widenPlane } from '@revelado/core'
import { decisionOn } from './decisions.ts'
import type { Inspection } from './inspect.ts'
import type { Loss } from './loss.ts'
import { joinMasks, type Mask } from './mask.ts'
import { atMiddleSize } from './middle.ts'
import type { RepairSettings } from './repair.ts'
import type { RestoreModel } from './session.ts'
import { enlargedPlaneUnder } from './window.ts'

/** What REPAIR's gate, and what LOOK, must at least say of a pixel that counts as lost. */
const GATE = 0.8
const SEEN = 0.6
/** The found region is widened by this many pixels of the middle size: its edge is mixed with what covers it. */
const EDGE = 2
/** Less than this share of the picture is left to REPAIR alone. */
const LEAST = 0.0005
/** More than this is no loss that could be filled: the finding is not trusted. */
const MOST = 0.5

function enlarged(marked: Float32Array, from: { width: number; height: number }, width: number, height: number): Mask {
  const data = new Uint8Array(width * height)
  for (let y = 0, i = 0; y < height; y++) {
    const row = Math.floor((y * from.height) / height) * from.width
    for (let x = 0; x < width; x++, i++) data[i] = marked[row + Math.floor((x * from.width) / width)] > 0 ? 255 : 0
  }
  return { width, height, data }
}

/**
 * The mask of what the networks find lost, joined with what is known; undefined where LOOK sees nothing lost, nothing may be painted,
 * or nothing more was found.
 * @throws ReveladoError 'no-model' when the graph is not REPAIR.
 */
export async function findLost(
  raster: Raster,
  inspection: Inspection,
  settings: RepairSettings,
  known: Loss | undefined,
  model: RestoreModel,
): Promise<Mask | undefined> {
  const { by } = decisionOn(inspection.decisions, 'lost')
  if (!settings.repairs || !settings.invent || by !== 'model') return undefined
  const { width, height, gate } = await atMiddleSize(raster, inspection, settings, known, model)
  const seen = enlargedPlaneUnder(inspection.found, { width, height }, { x: 0, y: 0, width, height })
  const marked = gate.map((share, i) => (share >= GATE || seen[i] >= SEEN ? 1 : 0))
  const share = marked.reduce((sum, value) => sum + value, 0) / marked.length
  if (share < LEAST || share > MOST) return undefined
  const found = enlarged(widenPlane(createPlane(width, height, marked), EDGE).data, { width, height }, raster.width, raster.height)
  return known ? joinMasks(known.mask, found) : found
}
