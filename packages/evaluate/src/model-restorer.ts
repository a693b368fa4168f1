// The real restorer: the graphs and the card of a folder, run as a user's picture is.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createPlane, type Picture, pictureToRaster, ReveladoError, rasterToPicture } from '@revelado/core'
import { type GraphSession, inspect, type RestoreCard, type RestoreModel, restore, settle } from '@revelado/restore'
import { InferenceSession, Tensor } from 'onnxruntime-node'
import type { Decisions, Restored, Restorer } from './restorer.ts'

/** Number of the class "invented" in a change map. */
const INVENTED = 3

async function openSession(path: string): Promise<GraphSession> {
  if (!existsSync(path)) throw new ReveladoError('no-model', `expected a graph at ${path} but found none`, { path })
  const session = await InferenceSession.create(path, { logSeverityLevel: 3 })
  return {
    async run(feeds) {
      const tensors = Object.fromEntries(Object.entries(feeds).map(([name, { data, dims }]) => [name, new Tensor('float32', data, dims)]))
      const outputs = await session.run(tensors)
      return Object.fromEntries(Object.entries(outputs).map(([name, { data, dims }]) => [name, { data: data as Float32Array, dims }]))
    },
  }
}

/**
 * The model in a folder: card.json, and the graphs that it names.
 * @throws ReveladoError 'no-model' when one of them is missing or is not JSON.
 */
export async function openModel(folder: string): Promise<RestoreModel> {
  const path = join(folder, 'card.json')
  let card: RestoreCard & { find?: { file?: string }; fill?: { file?: string }; look: { file?: string }; repair: { file?: string } }
  try {
    card = JSON.parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    throw new ReveladoError('no-model', `expected a model's card at ${path} but found none that can be read`, { path }, { cause })
  }
  const [find, fill, look, repair] = await Promise.all([
    card.find && openSession(join(folder, card.find.file ?? 'find.onnx')),
    card.fill && openSession(join(folder, card.fill.file ?? 'fill.onnx')),
    openSession(join(folder, card.look.file ?? 'look.onnx')),
    openSession(join(folder, card.repair.file ?? 'repair.onnx')),
  ])
  return { find, fill, look, repair, card }
}

function probabilities(decisions: readonly { question: string; probability: number; used: number }[]): Decisions {
  const inverted = decisions.some(({ question, used }) => question === 'negative' && used > 0.5)
  const of = (question: string) => decisions.find((d) => d.question === question)?.probability ?? Number.NaN
  return { inverted, negative: of('negative'), bw: of('bw'), tone: of('tone'), lost: of('lost') }
}

/** Restoring with a model as a function of a picture, for measuring. */
export function restorerOf(model: RestoreModel): Restorer {
  return async (picture: Picture, { mask, keepBw, faces, inspectOnly, developed, signal }): Promise<Restored> => {
    const raster = pictureToRaster(picture, 8)
    if (inspectOnly) {
      const { decisions } = await inspect(raster, model, settle({ mask, keepBw }), signal)
      return { picture, decisions: probabilities(decisions) }
    }
    const result = await restore(raster, model, { mask, keepBw, faces, map: true, planes: true, signal })
    const { map, spread } = result
    const unrepaired = developed ? await restore(raster, model, { mask, keepBw, strength: 0, signal }) : undefined
    return {
      picture: rasterToPicture(result.raster),
      developed: unrepaired && rasterToPicture(unrepaired.raster),
      gate:
        map &&
        createPlane(
          map.width,
          map.height,
          Float32Array.from(map.data, (change) => (change === INVENTED ? 1 : 0)),
        ),
      spread,
      decisions: probabilities(result.inspection.decisions),
    }
  }
}
