// A tiny model for tests: the real network with few channels and weights that do something everywhere.
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { PROFILE_LENGTH, Random } from '@revelado/core'
import {
  fillGraph,
  fillSizes,
  findGraph,
  findSizes,
  initialWeights,
  lookGraph,
  lookSizes,
  repairGraph,
  repairReach,
  repairSizes,
} from '@revelado/model'

const FIND = { widths: [8, 8], down: [1, 1], up: [1] }
const FILL = { widths: [8, 8], down: [1, 1], up: [1] }
const LOOK = { widths: [8, 8, 8, 8, 8], blocks: [1, 1, 1, 1, 1], global: 16 }
const REPAIR = { widths: [8, 8, 8], down: [1, 1, 1], up: [1, 1] }
/** LOOK's answers are far from 50 %: nothing is in doubt, and nothing is wrong with any picture. */
const NO = -4
/** REPAIR's last layer: changes of a few 8-bit steps, different at every pixel. */
const EFFECT = 0.01

/**
 * Writes find.onnx, fill.onnx, look.onnx, repair.onnx and card.json into `folder`.
 * @param negative LOOK's log-odds that any picture is a negative
 */
export function writeTinyModel(folder: string, negative = NO): void {
  // Its last layer begins with zeros: it finds nothing
  const find = initialWeights(findSizes(1, 64, 64, FIND).parameters, 4)
  const fill = initialWeights(fillSizes(1, 64, 64, FILL).parameters, 5)
  const look = initialWeights(lookSizes(1, 64, 64, LOOK).parameters, 1)
  const repair = initialWeights(repairSizes(1, 64, 64, REPAIR).parameters, 2)
  for (const [name, { data }] of look) if (name.startsWith('look.decide')) data.fill(name.endsWith('bias') || data.length === 4 ? NO : 0)
  const bias = look.get('look.decide.bias')
  if (bias) bias.data[0] = negative
  const random = new Random(3)
  for (const [name, { data }] of repair)
    if (name.startsWith('repair.out')) for (let i = 0; i < data.length; i++) data[i] = random.normal(0, EFFECT)
  const card = {
    name: 'tiny',
    find: { size: 256, multiple: 4, file: 'find.onnx' },
    fill: { multiple: 4, file: 'fill.onnx' },
    look: { size: 64, file: 'look.onnx' },
    repair: { halo: repairReach(REPAIR), multiple: 8, profile: PROFILE_LENGTH, file: 'repair.onnx' },
  }
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'find.onnx'), findGraph(find, FIND))
  writeFileSync(join(folder, 'fill.onnx'), fillGraph(fill, FILL))
  writeFileSync(join(folder, 'look.onnx'), lookGraph(look, LOOK))
  writeFileSync(join(folder, 'repair.onnx'), repairGraph(repair, REPAIR))
  writeFileSync(join(folder, 'card.json'), JSON.stringify(card))
}
