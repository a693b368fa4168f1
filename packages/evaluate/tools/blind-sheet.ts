// Two models on the same pictures, side by side without their names: for judging which is better before knowing whose it is.
//   npx tsx packages/evaluate/tools/blind-sheet.ts models/one models/two PICTURES… -o blind [--seed 1]
// writes blind/sheet.png (input, left, right) and blind/order.json; then, with a line "left", "right" or "=" for each row:
//   npx tsx packages/evaluate/tools/blind-sheet.ts --tally blind/order.json judgements.txt
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { blindOrder, type Side, tally } from '../src/blind-order.ts'
import { openModel, restorerOf } from '../src/model-restorer.ts'
import { readPicture } from '../src/read-picture.ts'
import { contactSheet } from '../src/report/contact-sheet.ts'

const SIDE = 420

interface Order {
  models: [string, string]
  pictures: string[]
  order: Side[]
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    output: { type: 'string', short: 'o', default: 'blind' },
    seed: { type: 'string', default: '1' },
    tally: { type: 'boolean', default: false },
  },
})

if (values.tally) {
  const { models, order } = JSON.parse(readFileSync(positionals[0], 'utf8')) as Order
  const judgements = readFileSync(positionals[1], 'utf8').trim().split(/\s+/)
  const { first, second, alike } = tally(order, judgements)
  console.log(`${models[0]}: ${first}, ${models[1]}: ${second}, alike: ${alike}, of ${order.length}`)
} else {
  const [one, two, ...pictures] = positionals
  if (!one || !two || pictures.length === 0) throw new Error('expected two folders of models and some pictures')
  const restorers = [restorerOf(await openModel(one)), restorerOf(await openModel(two))]
  const order = blindOrder(pictures.length, values.seed)
  const rows = []
  for (const [i, path] of pictures.entries()) {
    console.error(`${i + 1} of ${pictures.length}`)
    const picture = await readPicture(path)
    const answers = []
    for (const restore of restorers) answers.push((await restore(picture, {})).picture)
    rows.push([picture, ...(order[i] === 'left' ? answers : answers.reverse())])
  }
  mkdirSync(values.output, { recursive: true })
  writeFileSync(
    join(values.output, 'sheet.png'),
    await contactSheet(rows, { columns: ['input', 'left', 'right'], rows: rows.map((_, i) => String(i + 1)), side: SIDE }),
  )
  writeFileSync(join(values.output, 'order.json'), `${JSON.stringify({ models: [one, two], pictures, order } satisfies Order, null, 2)}\n`)
}
