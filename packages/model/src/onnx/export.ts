// FIND, LOOK, FILL and REPAIR as the four ONNX files that are shipped; SqueezeNet's vectors as one for the evaluation.
import { PROFILE_LENGTH } from '@revelado/core'
import { FEATURE_LENGTH, featureVectors } from '../features/squeezenet.ts'
import { FILL_CONFIG, type FillConfig, type FillInputs, fill } from '../generator/fill.ts'
import { FIND_CONFIG, type FindConfig, type FindInputs, find } from '../generator/find.ts'
import { LOOK_CONFIG, type LookConfig, type LookInputs, look } from '../generator/look.ts'
import { REPAIR_CONFIG, type RepairConfig, type RepairInputs, repair } from '../generator/repair.ts'
import { type Weights, writeGraph } from './graph.ts'
import type { GraphInterface } from './model-file.ts'

const picture = (n: string): (number | string)[] => [n, 3, 'height', 'width']
const plane = (n: string): (number | string)[] => [n, 1, 'height', 'width']

const FIND_GRAPH: GraphInterface = {
  name: 'find',
  inputs: { picture: picture('n') },
  outputs: { hidden: plane('n') },
}

const FILL_GRAPH: GraphInterface = {
  name: 'fill',
  inputs: { picture: picture('n'), lost: plane('n') },
  outputs: { painted: picture('n') },
}

const LOOK_GRAPH: GraphInterface = {
  name: 'look',
  inputs: { picture: picture('n'), lost: plane('n'), hints: picture('n'), switches: ['n', 4] },
  outputs: {
    probabilities: ['n', 4],
    used: ['n', 4],
    development: ['n', 78],
    small: picture('n'),
    spread: plane('n'),
  },
}

const REPAIR_GRAPH: GraphInterface = {
  name: 'repair',
  inputs: {
    tile: picture('n'),
    developed: picture('n'),
    look: picture('n'),
    confidence: plane('n'),
    lost: plane('n'),
    switches: ['n', 2],
    profile: ['n', PROFILE_LENGTH],
  },
  outputs: { restored: picture('n'), gate: plane('n'), spread: plane('n') },
}

const FEATURES_GRAPH: GraphInterface = {
  name: 'squeezenet',
  inputs: { picture: picture('n') },
  outputs: { vectors: ['n', FEATURE_LENGTH] },
}

/** The bytes of find.onnx. */
export function findGraph(weights: Weights, config: FindConfig = FIND_CONFIG): Uint8Array {
  return writeGraph(FIND_GRAPH, weights, (ops, inputs) => find(ops, inputs as unknown as FindInputs<string>, config))
}

/** The bytes of fill.onnx. */
export function fillGraph(weights: Weights, config: FillConfig = FILL_CONFIG): Uint8Array {
  return writeGraph(FILL_GRAPH, weights, (ops, inputs) => fill(ops, inputs as unknown as FillInputs<string>, config))
}

/** The bytes of look.onnx. */
export function lookGraph(weights: Weights, config: LookConfig = LOOK_CONFIG): Uint8Array {
  return writeGraph(LOOK_GRAPH, weights, (ops, inputs) => look(ops, inputs as unknown as LookInputs<string>, config))
}

/** The bytes of repair.onnx. */
export function repairGraph(weights: Weights, config: RepairConfig = REPAIR_CONFIG): Uint8Array {
  return writeGraph(REPAIR_GRAPH, weights, (ops, inputs) => repair(ops, inputs as unknown as RepairInputs<string>, config))
}

/** The bytes of a graph that gives SqueezeNet's vectors of a picture, for measuring without libtorch. */
export function featuresGraph(weights: Weights): Uint8Array {
  return writeGraph(FEATURES_GRAPH, weights, (ops, { picture }) => ({ vectors: featureVectors(ops, picture) }))
}
