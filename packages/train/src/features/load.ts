// Finds and reads the file of SqueezeNet's weights. It is not part of this repository: docs/training.md says where it comes from.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ReveladoError } from '@revelado/core'
import { squeezenetShapes } from '@revelado/model'
import { type Device, readSafetensors } from '@revelado/torch'
import { cacheFolder } from '../data/cache-folder.ts'
import { Parameters } from '../libtorch.ts'
import { SqueezeNet } from './squeezenet.ts'

export const FEATURES_FILE = 'squeezenet1.1.safetensors'

/** Where the file is looked for when neither the command nor the configuration names it. */
export function defaultFeaturesPath(): string {
  return join(cacheFolder(), FEATURES_FILE)
}

/**
 * SqueezeNet with the weights of a safetensors file (any float type).
 * @throws ReveladoError 'missing-dependency' when there is no file, 'unreadable' when it is not SqueezeNet's.
 */
export function loadFeatures(path: string, device: Device = 'cpu'): SqueezeNet {
  if (!existsSync(path))
    throw new ReveladoError(
      'missing-dependency',
      `the stages perceptual, critic and gan see pictures by SqueezeNet 1.1, but there is no ${path}; name its file with --features, or as "features" in the configuration, or put it there (docs/training.md says where it comes from)`,
      { path, what: 'features' },
    )
  let tensors: ReturnType<typeof readSafetensors>['tensors']
  try {
    ;({ tensors } = readSafetensors(path))
  } catch (cause) {
    throw unfit(path, (cause as Error).message, cause)
  }
  try {
    const weights = new Parameters(0, device)
    for (const [name, shape] of squeezenetShapes()) {
      const found = tensors[name]
      if (!found) throw unfit(path, `it has no ${name}`)
      if (found.shape.join() !== shape.join()) throw unfit(path, `its ${name} is [${found.shape}] instead of [${shape}]`)
      weights.set(name, found.toFloat32Array(), shape)
    }
    return new SqueezeNet(weights)
  } finally {
    for (const tensor of Object.values(tensors)) tensor.dispose()
  }
}

function unfit(path: string, why: string, cause?: unknown): ReveladoError {
  return new ReveladoError(
    'unreadable',
    `expected the weights of SqueezeNet 1.1 in ${path}, but ${why}`,
    { path, what: 'features' },
    { cause },
  )
}
