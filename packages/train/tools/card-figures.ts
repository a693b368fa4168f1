// Writes the figures of an evaluation, and what is known to fail, into a model's card.
//   npx tsx packages/train/tools/card-figures.ts MODEL_FOLDER REPORT.json [FAILURES.txt]
// FAILURES.txt: one failure a line, as they were seen on pictures.
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Card } from '@revelado/model'

interface Figure {
  task: string
  set: string
  condition: string
  method: string
  measure: string
  value: number
  low: number
  high: number
  n: number
}

const [folder, report, failures] = process.argv.slice(2)
const { figures, quick, seed } = JSON.parse(readFileSync(report, 'utf8')) as { figures: Figure[]; quick: boolean; seed: number }
const file = join(folder, 'card.json')
const card = JSON.parse(readFileSync(file, 'utf8')) as Card
const own = figures.filter(({ method }) => method.startsWith('revelado'))
const named = own.map(({ task, set, condition, method, measure, value, low, high, n }) => [
  [task, set, condition, method === 'revelado' ? '' : method, measure].filter(Boolean).join(' / '),
  `${value.toFixed(3)} (${low.toFixed(3)} … ${high.toFixed(3)}, n ${n})`,
])
const updated: Card = {
  ...card,
  figures: Object.fromEntries(named),
  figuresBy: `npx revelado evaluate --model ${card.name}${quick ? ' --quick' : ''} --seed ${seed}`,
  knownFailures: failures ? readFileSync(failures, 'utf8').trim().split('\n') : card.knownFailures,
}
writeFileSync(`${file}.part`, `${JSON.stringify(updated, null, 2)}\n`)
renameSync(`${file}.part`, file)
