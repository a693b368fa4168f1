// `revelado evaluate`: reads the arguments, runs the groups, writes the report.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { ReveladoError } from '@revelado/core'
import { chooseTasks, evaluate } from './evaluate.ts'
import { MARKED_FACES, readFaces } from './faces-file.ts'
import { openModel, restorerOf } from './model-restorer.ts'
import { writeReport } from './report/write.ts'
import { TASKS } from './tasks/index.ts'

/** Where words go, as the command line hands it over. */
export interface CommandIo {
  /** One line that replaces the last one where the terminal can. */
  progress(line: string): void
  print(line: string): void
  readonly signal?: AbortSignal
}

const ROOT = fileURLToPath(new URL('../../../', import.meta.url))

const HELP = `Usage: revelado evaluate [options]

Measures a model beside classical baselines and other networks, on fixed seeds.

  -o, --output DIR   where the report goes (default: evaluation)
  --sets DIR         folder of test pictures: kodak24, cbsd68, photos, real/old, real/negatives, or any folders of pictures
  --peers DIR        folder with cdncnn-b.onnx, dncnn-3.onnx, squeezenet1.1.onnx and, for --quick, maxim-denoising.onnx
  --programs         RawTherapee and darktable (negadoctor) on colour negatives too, where they are installed
  --model NAME       a folder in models, or a path; none: baselines and peers only (default: the one of models/default.json)
  --against MODEL    another model on the same inputs, compared picture by picture
  --faces FILE       boxes of the faces on old pictures, as for revelado restore (default: those that were marked on the
                     pictures this project is tested on)
  --only GROUPS      some of ${TASKS.map(({ name }) => name).join(', ')}
  --quick            eight pictures of each set, centre crops of 256 pixels
  --seed N           another draw of noise, film and damage (default: 1)
  -h, --help         these words
`

const OPTIONS = {
  output: { type: 'string', short: 'o', default: 'evaluation' },
  sets: { type: 'string' },
  peers: { type: 'string' },
  programs: { type: 'boolean', default: false },
  model: { type: 'string' },
  against: { type: 'string' },
  faces: { type: 'string' },
  only: { type: 'string' },
  quick: { type: 'boolean', default: false },
  seed: { type: 'string', default: '1' },
  help: { type: 'boolean', short: 'h', default: false },
} as const

/** The folder given, or the one beside the repository that developers have. */
function folderOf(given: string | undefined, beside: string): string | undefined {
  const usual = join(ROOT, '..', 'shared', beside)
  return given ? resolve(given) : existsSync(usual) ? usual : undefined
}

/** @throws ReveladoError 'no-model' when a model was named and is not there. */
function modelFolder(name: string | undefined): string | undefined {
  if (name === 'none') return undefined
  const models = join(ROOT, 'models')
  if (name === undefined) {
    const shipped = join(models, 'default.json')
    if (existsSync(shipped)) return join(models, (JSON.parse(readFileSync(shipped, 'utf8')) as { default: string }).default)
    const first = existsSync(models) ? readdirSync(models).find((entry) => existsSync(join(models, entry, 'card.json'))) : undefined
    return first && join(models, first)
  }
  const found = [join(models, name), resolve(name)].find((folder) => existsSync(join(folder, 'card.json')))
  if (!found)
    throw new ReveladoError('no-model', `there is no model ${name} in ${models}, and no folder of that name with a card.json`, { name })
  return found
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: OPTIONS, allowPositionals: false }).values
  } catch (cause) {
    throw new ReveladoError('bad-argument', `${(cause as Error).message} Try revelado evaluate --help.`, {}, { cause })
  }
}

/**
 * The command: measures, and writes report.md, report.json, report.html and contact sheets.
 * @param argv what follows `revelado evaluate`.
 * @returns the exit status: 0, or 1 when a method failed on some picture.
 * @throws ReveladoError for what a user can cause: 'bad-argument', 'not-found', 'no-model', 'not-writable', 'cancelled'.
 */
export async function evaluateCommand(argv: readonly string[], io: CommandIo): Promise<number> {
  const values = parse(argv)
  if (values.help) {
    io.print(HELP.trimEnd())
    return 0
  }
  const seed = Number(values.seed)
  if (!Number.isInteger(seed)) throw new ReveladoError('bad-argument', `expected a whole number for --seed but received ${values.seed}`)
  const only = values.only
    ?.split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '')
  const tasks = chooseTasks(only)
  const sets = folderOf(values.sets, 'testsets')
  if (!sets) throw new ReveladoError('not-found', 'expected a folder of test pictures: name it with --sets DIR')
  const faces = readFaces(values.faces ? resolve(values.faces) : MARKED_FACES)
  const folder = modelFolder(values.model)
  const model = folder ? await openModel(folder) : undefined
  const rivalFolder = values.against === undefined ? undefined : modelFolder(values.against)
  if (rivalFolder && !model)
    throw new ReveladoError('bad-argument', 'expected a model to compare with --against but received --model none', { name: 'against' })
  const rival = rivalFolder ? await openModel(rivalFolder) : undefined
  let began = performance.now()
  const evaluation = await evaluate({
    sets,
    peers: folderOf(values.peers, 'peers'),
    programs: values.programs,
    restorer: model && restorerOf(model),
    model: model?.card.name,
    rival: rival && restorerOf(rival),
    // Two runs of one name are told apart by their folders.
    against: rivalFolder && rival?.card.name === model?.card.name ? basename(rivalFolder) : rival?.card.name,
    faces,
    only,
    quick: values.quick,
    seed,
    signal: io.signal,
    onProgress(task, done, total) {
      if (done === 0) began = performance.now()
      if (done < total) io.progress(`${task.title}: ${done} of ${total} pictures`)
      else io.print(`${task.title}: ${total} pictures, ${((performance.now() - began) / 1000).toFixed(0)} s`)
    },
  })
  const paths = await writeReport(resolve(values.output), evaluation, tasks)
  for (const { task, what } of evaluation.notMeasured) io.print(`not measured (${task}): ${what}`)
  for (const f of evaluation.failures) io.print(`failed (${f.task}, ${f.set}/${f.picture}, ${f.method}): ${f.message}`)
  for (const path of paths) io.print(path)
  return evaluation.failures.length > 0 ? 1 : 0
}
