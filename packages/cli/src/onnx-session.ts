// ONNX Runtime in Node as the graph session that restoring asks for.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { ReveladoError } from '@revelado/core'
import type { GraphSession } from '@revelado/restore'
import type { InferenceSession } from 'onnxruntime-node'

/** A session that can be let go. */
export interface OpenSession extends GraphSession {
  close(): Promise<void>
}

/** How a session is run. */
export interface SessionOptions {
  /** Threads of one operator. @default ONNX Runtime's choice: the cores of the machine */
  readonly threads?: number
  /** Expected SHA-256 of the file. */
  readonly sha256?: string
}

// One operator after the other, each on all threads. The arena keeps large buffers between tiles of one size instead of
// giving them back to the system; memory patterns are off because they cost memory here and no time is won.
function runtimeOptions(threads: number | undefined): InferenceSession.SessionOptions {
  return {
    executionProviders: ['cpu'],
    graphOptimizationLevel: 'all',
    executionMode: 'sequential',
    interOpNumThreads: 1,
    ...(threads === undefined ? {} : { intraOpNumThreads: threads }),
    enableCpuMemArena: true,
    enableMemPattern: false,
    logSeverityLevel: 3,
  }
}

async function fileOf(path: string, sha256: string | undefined): Promise<Uint8Array> {
  let bytes: Uint8Array
  try {
    bytes = await readFile(path)
  } catch (error) {
    throw new ReveladoError('no-model', `the model's file ${path} cannot be read`, { path, reason: 'unreadable' }, { cause: error })
  }
  if (sha256 !== undefined && createHash('sha256').update(bytes).digest('hex') !== sha256)
    throw new ReveladoError('no-model', `the model's file ${path} is not the one that its card describes`, { path, reason: 'damaged' })
  return bytes
}

/**
 * Loads one graph.
 * @throws ReveladoError 'no-model' when the file is missing, is not the one that the card names, or is no ONNX graph.
 */
export async function openSession(path: string, { threads, sha256 }: SessionOptions = {}): Promise<OpenSession> {
  const [bytes, { InferenceSession, Tensor }] = await Promise.all([fileOf(path, sha256), import('onnxruntime-node')])
  const session = await InferenceSession.create(bytes, runtimeOptions(threads)).catch((error) => {
    throw new ReveladoError('no-model', `the model's file ${path} cannot be loaded`, { path, reason: 'damaged' }, { cause: error })
  })
  return {
    async run(feeds) {
      const tensors = Object.fromEntries(Object.entries(feeds).map(([name, { data, dims }]) => [name, new Tensor('float32', data, dims)]))
      const outputs = await session.run(tensors)
      return Object.fromEntries(
        Object.entries(outputs).map(([name, tensor]) => {
          if (!(tensor.data instanceof Float32Array))
            throw new ReveladoError('no-model', `the model's file ${path} gives "${name}" as ${tensor.type}, not as float32`, { path })
          return [name, { data: tensor.data, dims: tensor.dims }]
        }),
      )
    },
    close: () => session.release(),
  }
}
