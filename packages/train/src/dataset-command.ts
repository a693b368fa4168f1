// `revelado dataset build PHOTOS… -o DIR --recipe predecessor|revelado [--seed S]` and `revelado dataset sets PHOTOS… -o DIR`
import { parseArgs } from 'node:util'
import { ReveladoError } from '@revelado/core'
import { RECIPE_NAMES, type RecipeName } from '@revelado/synth'
import type { CommandIo } from './command.ts'
import { buildDataset } from './data/dataset.ts'
import { writeTestSets } from './data/test-sets.ts'

const WIDTH = 24

/** A bar of 24 places, percent and time left. */
function bar(done: number, all: number, secondsPerSample: number): string {
  const share = all ? done / all : 1
  const full = Math.round(WIDTH * share)
  const left = Math.round(secondsPerSample * (all - done))
  return `${'█'.repeat(full)}${'░'.repeat(WIDTH - full)} ${done} of ${all}, ${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')} left`
}

/** The evaluation's sets of photographs. */
async function testSets(photographs: readonly string[], folder: string, io: CommandIo): Promise<number> {
  const start = performance.now()
  const { photos, train } = await writeTestSets(photographs, folder, {
    signal: io.signal,
    onProgress: (done, all) => io.progress(bar(done, all, done > 0 ? (performance.now() - start) / 1000 / done : 0)),
  })
  io.print(`${folder}: photos (${photos} test photographs), photos-train (${train} of the others)${io.signal.aborted ? '; stopped' : ''}`)
  return io.signal.aborted ? 130 : 0
}

export async function datasetCommand(argv: string[], io: CommandIo): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      output: { type: 'string', short: 'o' },
      recipe: { type: 'string', default: 'revelado' },
      seed: { type: 'string', default: '1' },
    },
  })
  const [verb, ...photographs] = positionals
  if (verb === 'sets' && photographs.length > 0 && values.output !== undefined) return testSets(photographs, values.output, io)
  if (verb !== 'build' || photographs.length === 0 || values.output === undefined)
    throw new ReveladoError(
      'bad-argument',
      'expected photographs and a folder, as in "revelado dataset build photographs -o set --recipe revelado" or "revelado dataset sets photographs -o testsets"',
    )
  if (!RECIPE_NAMES.includes(values.recipe as RecipeName))
    throw new ReveladoError('bad-argument', `expected the recipe to be ${RECIPE_NAMES.join(' or ')} but received ${values.recipe}`)
  const start = performance.now()
  let first = -1
  const report = await buildDataset({
    photographs,
    folder: values.output,
    recipe: values.recipe as RecipeName,
    seed: values.seed,
    signal: io.signal,
    onProgress(done, all) {
      if (first < 0) first = done
      const seconds = (performance.now() - start) / 1000
      io.progress(bar(done, all, done > first ? seconds / (done - first) : 0))
    },
  })
  for (const path of report.failed) io.print(`left out, cannot be decoded: ${path}`)
  for (const path of report.leftOut) io.print(`left out, kept for testing by every recipe: ${path}`)
  const stopped = io.signal.aborted
  io.print(
    `${report.made} samples made, ${report.before} were there, ${report.failed.length + report.leftOut.length} photographs left out; ${values.output}/manifest.ndjson and contact-sheet.png${stopped ? '; stopped: the same command goes on' : ''}`,
  )
  return stopped ? 130 : report.made + report.before > 0 ? 0 : 1
}
