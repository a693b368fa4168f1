// `revelado inspect`: what the model sees in one picture. Nothing is written.
import { applyDevelopment, createPicture } from '@revelado/core'
import { readPicture } from '@revelado/files'
import type { Survey } from '@revelado/restore'
import { writeCurves } from '../curves-file.ts'
import { open } from '../open.ts'
import type { Settings } from '../settings.ts'
import { describeDoubt, describeInfrared, describeLeft, percent } from '../summary.ts'
import { type Context, printLine } from '../terminal.ts'

const GREYS = 9

/** What the development makes of GREYS greys from black to white: rows R, G, B in % of full. */
function curvesOfGrey({ inspection, record }: Survey): { inputs: number[]; rows: number[][] } {
  const inputs = Array.from({ length: GREYS }, (_, i) => i / (GREYS - 1))
  const wedge = createPicture(GREYS, 1, 'srgb', Float32Array.from([...inputs, ...inputs, ...inputs]))
  const developed = applyDevelopment(wedge, inspection.development).data
  const { share } = record.development
  const rows = [0, 1, 2].map((c) => inputs.map((v, i) => 100 * (v + share * (developed[c * GREYS + i] - v))))
  return { inputs: inputs.map((v) => 100 * v), rows }
}

const row = (name: string, values: readonly number[]) => `  ${name}${values.map((v) => String(Math.round(v)).padStart(6)).join('')}`

/** Says what the model sees in the picture `path`: kind, answers, development, damage. */
export async function inspectCommand(path: string, settings: Settings, context: Context): Promise<number> {
  const { say, out, signal } = context
  const [{ raster, infrared }, model] = await Promise.all([
    readPicture(path, { maxPixels: settings.maxPixels, signal }),
    open({ model: settings.model, threads: settings.threads }),
  ])
  const { polarity, tone, damage, keepBw, noInvent } = settings
  const result = await model.inspect(raster, {
    polarity,
    tone,
    damage,
    keepBw,
    noInvent,
    infrared: settings.infrared === 'auto' ? infrared : undefined,
    signal,
  })
  await model.close()
  const { record } = result
  if (settings.curves !== undefined) await writeCurves(settings.curves, result, { originals: [path], overwrite: settings.overwrite })
  if (settings.json) {
    printLine(out, JSON.stringify({ input: path, ...record }))
    return 0
  }
  const { width, height, depth } = raster
  printLine(out, `${path}: ${say(`kind.${record.kind}`)}, ${say('inspect.size', { width, height, depth })}`)
  const answers = record.decisions.map((decision) => ({ name: say(`inspect.question.${decision.question}`), ...decision }))
  const widest = Math.max(...answers.map(({ name }) => name.length))
  for (const { name, probability, inDoubt } of answers)
    printLine(out, `  ${name.padEnd(widest)} ${String(percent(probability)).padStart(4)} %${inDoubt ? `  ${say('inspect.doubt')}` : ''}`)
  if (record.development.share > 0) {
    const { inputs, rows } = curvesOfGrey(result)
    printLine(out, say('inspect.curves'))
    printLine(out, row(' ', inputs))
    for (const [i, name] of ['R', 'G', 'B'].entries()) printLine(out, row(name, rows[i]))
  } else printLine(out, say('inspect.unused'))
  printLine(out, say('inspect.damage', { lost: percent(record.damage.lost), worn: percent(record.damage.worn) }))
  if (record.infrared) printLine(out, describeInfrared(path, record.infrared, say))
  const doubt = describeDoubt(path, record, say)
  if (doubt) printLine(out, doubt)
  const left = describeLeft(path, record, say)
  if (left) printLine(out, left)
  if (settings.curves !== undefined) printLine(out, say('inspect.written', { path: settings.curves }))
  return 0
}
