// Writes the figures of an evaluation into README.md, README.es.md and the model's card, so that each of them has its command.
//   npx revelado evaluate -o evaluation && npx tsx packages/evaluate/tools/publish-figures.ts evaluation/report.json
//   … whole.json quick.json               several reports of one model: a group's figures from the first that has it
//   … report.json --card models/mine        another folder than models/NAME of the report
//   … report.json --failures failures.txt   also what is known to fail, one failure a line, as it was seen on pictures
//   … report.json --only card               or: readme
//   … report.json --partial                 although the report lacks groups, whose figures are then lost
import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { parseReport } from '../src/report/json.ts'
import { joinReports, missingGroups, publishInCard, publishInReadme } from '../src/report/publish.ts'

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { card: { type: 'string' }, failures: { type: 'string' }, only: { type: 'string' }, partial: { type: 'boolean' } },
})
if (positionals.length === 0) throw new Error('expected report.json, as revelado evaluate writes it')
const report = joinReports(positionals.map((path) => parseReport(readFileSync(path, 'utf8'))))
const { model } = report
if (!model) throw new Error('that report has no model in it: nothing to publish')

const missing = missingGroups(report)
if (missing.length > 0 && !values.partial)
  throw new Error(`the report has no figures of ${missing.join(', ')}: run revelado evaluate without --only, or publish with --partial`)

function rewrite(path: string, change: (text: string) => string): void {
  const text = change(readFileSync(path, 'utf8'))
  writeFileSync(`${path}.part`, text)
  renameSync(`${path}.part`, path)
  console.log(path)
}

if (values.only !== 'card') {
  rewrite(join(ROOT, 'README.md'), (text) => publishInReadme(text, report, 'en'))
  rewrite(join(ROOT, 'README.es.md'), (text) => publishInReadme(text, report, 'es'))
}
if (values.only !== 'readme') {
  const failures = values.failures === undefined ? undefined : readFileSync(values.failures, 'utf8').trim().split('\n')
  rewrite(
    join(values.card ?? join(ROOT, 'models', model), 'card.json'),
    (text) => `${JSON.stringify(publishInCard(JSON.parse(text), report, failures), null, 2)}\n`,
  )
}
