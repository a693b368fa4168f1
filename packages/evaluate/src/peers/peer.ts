// A peer: a network with one input and one output, run by ONNX Runtime.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Picture, ReveladoError } from '@revelado/core'
import { InferenceSession, Tensor } from 'onnxruntime-node'

export interface Peer {
  readonly name: string
  restore(picture: Picture): Promise<Picture>
}

/** Values in, values out: NCHW with one picture. */
export type Graph = (data: Float32Array, channels: number, height: number, width: number) => Promise<Float32Array>

/**
 * The graph in `folder`/`file`, or nothing when there is no such file.
 * @throws ReveladoError 'no-model' when the file is not a graph with one input and one output.
 */
export async function openGraph(folder: string, file: string): Promise<Graph | undefined> {
  const path = join(folder, file)
  if (!existsSync(path)) return undefined
  let session: InferenceSession
  try {
    session = await InferenceSession.create(path, { logSeverityLevel: 3 })
  } catch (cause) {
    throw new ReveladoError('no-model', `the peer ${path} could not be loaded: ${(cause as Error).message}`, { path }, { cause })
  }
  if (session.inputNames.length !== 1 || session.outputNames.length !== 1)
    throw new ReveladoError('no-model', `expected one input and one output in the peer ${path}`, { path })
  return async (data, channels, height, width) => {
    const answers = await session.run({ [session.inputNames[0]]: new Tensor('float32', data, [1, channels, height, width]) })
    return answers[session.outputNames[0]].data as Float32Array
  }
}
