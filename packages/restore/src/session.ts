// The graph session that is handed in: one interface for ONNX Runtime in Node, in a browser, or a stand-in in a test.
import { ReveladoError } from '@revelado/core'
import type { Gain } from './gain.ts'
import type { Judge } from './marks.ts'
import type { TonesJudges } from './tones.ts'

/** A dense float32 tensor, row-major. `data.length` is the product of `dims`. */
export interface GraphTensor {
  readonly data: Float32Array
  readonly dims: readonly number[]
}

/** What goes into a graph: as `GraphTensor`, with dims that the runtime may keep. */
export type GraphFeeds = Record<string, { data: Float32Array; dims: number[] }>

/** One loaded graph. `run` takes all inputs by name and gives all outputs by name; it must not write into its inputs. */
export interface GraphSession {
  run(feeds: GraphFeeds): Promise<Record<string, GraphTensor>>
}

/** The part of a model's card (card.json) that restoring needs. */
export interface RestoreCard {
  readonly name: string
  /**
   * `size`: long side up to which pictures are searched; `multiple`: FIND's sides are multiples of this; `judge`: what tells damage
   * from ropes and rims, `PLAIN_JUDGE` where the card says nothing. Absent where there is no FIND.
   */
  readonly find?: { readonly size: number; readonly multiple: number; readonly judge?: Judge; readonly sha256?: string }
  /** `multiple`: FILL's sides are multiples of this. Absent where there is no FILL: what is lost is filled smoothly. */
  readonly fill?: { readonly multiple: number; readonly sha256?: string }
  /** `size`: long side of LOOK's picture in pixels; `judges`: what joins LOOK's answers with the tones', absent where LOOK decides alone. */
  readonly look: { readonly size: number; readonly judges?: TonesJudges; readonly sha256?: string }
  /**
   * `halo`: how far REPAIR sees, in pixels; `multiple`: its sides are multiples of this; `fill`: how far its painting of known
   * losses is taken over smooth filling, 0..1 (1 where the card says nothing); `profile`: length of the noise profile that REPAIR is
   * told, absent where its graph has no such input; `gain`: how far its corrections are taken, whole where the card says nothing.
   */
  readonly repair: {
    readonly halo: number
    readonly multiple?: number
    readonly fill?: number
    readonly profile?: number
    readonly gain?: Gain
    readonly sha256?: string
  }
}

/** The graphs of one model with the card that belongs to them. */
export interface RestoreModel {
  /** Absent from models that cannot find what nobody marked. */
  readonly find?: GraphSession
  /** Absent from models that only fill smoothly. */
  readonly fill?: GraphSession
  readonly look: GraphSession
  readonly repair: GraphSession
  readonly card: RestoreCard
}

/**
 * The output called `name`, checked for its shape.
 * @throws ReveladoError 'no-model' when the graph has no such output or gives another shape: it is not a graph of this project.
 */
export function output(outputs: Record<string, GraphTensor>, graph: string, name: string, dims: readonly number[]): Float32Array {
  const tensor = outputs[name]
  const expected = dims.join(' × ')
  if (!tensor) throw new ReveladoError('no-model', `the graph ${graph} has no output "${name}"`, { graph, name })
  if (tensor.dims.length !== dims.length || dims.some((d, i) => d !== Number(tensor.dims[i])))
    throw new ReveladoError('no-model', `the graph ${graph} gave "${name}" as ${tensor.dims.join(' × ')} where ${expected} was expected`, {
      graph,
      name,
    })
  return tensor.data
}
