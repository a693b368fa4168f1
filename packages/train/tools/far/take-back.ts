// Makes a run of what came back from a machine far away: averaged weights only, good for export and for going on from.
//   npx tsx packages/train/tools/far/take-back.ts RESULT [--parts MODEL]
// Parts of the network that did not learn are taken from the model that the run began with, or from the one that is named.
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { fromArray, type Tensor, writeSafetensors } from '@revelado/torch'
import { parseConfig } from '../../src/config.ts'
import { runFolder } from '../../src/data/cache-folder.ts'
import { modelWeights } from '../../src/export.ts'
import { openCheckpoint } from '../../src/run/state.ts'

const { values, positionals } = parseArgs({ allowPositionals: true, options: { parts: { type: 'string' } } })
const [result] = positionals
if (!result) {
  console.error('usage: take-back.ts RESULT [--parts MODEL]')
  process.exit(2)
}
const { weights, metadata } = openCheckpoint(join(result, 'averages.safetensors'))
const config = parseConfig(JSON.parse(metadata['config']))
const others = values.parts ?? config.from
const all = new Map([...(others ? modelWeights(others) : []), ...weights])
const averages: Record<string, Tensor> = {}
for (const [name, { data, shape }] of all) averages[`average/${name}`] = fromArray(data, shape)
const folder = runFolder(config.name)
mkdirSync(folder, { recursive: true })
writeSafetensors(join(folder, 'checkpoint.safetensors'), averages, metadata)
writeFileSync(join(folder, 'config.json'), `${JSON.stringify(config, null, 2)}\n`)
const curves = join(result, 'curves.csv')
if (existsSync(curves)) copyFileSync(curves, join(folder, 'curves.csv'))
console.log(`${folder}: ${weights.size} tensors learned, ${all.size - weights.size} from ${others ?? 'nowhere'}`)
