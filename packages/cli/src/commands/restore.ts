// `revelado restore`: finds the pictures, restores those that are not done yet, says what became of each.
import { basename, dirname, resolve } from 'node:path'
import { ReveladoError } from '@revelado/core'
import { findPictures, readPicture, resultPaths, sha256File } from '@revelado/files'
import { facesOf, type Mask, parseCurves, parseFaces, settle } from '@revelado/restore'
import { type Bars, openBars } from '../bars.ts'
import { companies } from '../company.ts'
import { checkFolder, originOf, stateOf } from '../done-before.ts'
import { readJson } from '../json-file.ts'
import { describeFault } from '../messages/fault.ts'
import { isMessage } from '../messages/say.ts'
import { findModel } from '../model-folder.ts'
import { faultRecord, readMask, restorePicture } from '../one-picture.ts'
import { type Model, open } from '../open.ts'
import type { Settings } from '../settings.ts'
import { describeDone, describeDoubt, describeFaces, describeInfrared, describeLeft } from '../summary.ts'
import { type Context, colours, printLine } from '../terminal.ts'

const STOPPED = 130

interface Tally {
  done: number
  skipped: number
  failed: number
}

const isCancel = (error: unknown) => error instanceof ReveladoError && error.code === 'cancelled'

/** Says things about pictures: as text above the bars, or as lines of JSON on the output. */
class Reporter {
  readonly tally: Tally = { done: 0, skipped: 0, failed: 0 }
  readonly #context: Context
  readonly #json: boolean
  bars: Bars | undefined

  constructor(context: Context, json: boolean) {
    this.#context = context
    this.#json = json
  }

  json(value: unknown): void {
    if (this.#json) printLine(this.#context.out, JSON.stringify(value))
  }

  line(text: string): void {
    if (this.#json) return
    if (this.bars) this.bars.line(text)
    else printLine(this.#context.error, text)
  }

  failed(error: unknown, input?: string): void {
    this.tally.failed++
    const { red } = colours(this.#context)
    this.json({ status: 'failed', ...(input === undefined ? {} : { input }), error: faultRecord(error) })
    this.line(red(this.#context.say('fault', { message: describeFault(error, this.#context.say) })))
  }
}

/** Restores all pictures that `paths` name. Gives the exit code: 0, 1 when anything failed, 130 when stopped. */
export async function restoreCommand(paths: readonly string[], settings: Settings, context: Context): Promise<number> {
  const { say, signal } = context
  const reporter = new Reporter(context, settings.json)
  const { tally } = reporter
  const found = await findPictures(paths, { signal })
  for (const failure of found.failures) reporter.failed(failure)
  if (found.leftOut.length > 0) {
    const names = `${found.leftOut
      .slice(0, 3)
      .map((path) => basename(path))
      .join(', ')}${found.leftOut.length > 3 ? ' …' : ''}`
    reporter.line(say('restore.leftOut', { count: found.leftOut.length, names }))
  }
  const inputs = found.pictures.map(({ path }) => path)
  if (inputs.length === 0) return 1

  const { card } = await findModel(settings.model)
  const outputs = resultPaths(found.pictures, { outputDir: settings.output, format: settings.format })
  const mask = settings.mask === undefined ? undefined : await readMask(settings.mask, signal)
  const curves = settings.curves === undefined ? undefined : await readJson(settings.curves, parseCurves)
  // Once for all pictures: polarity or tone beside curves.
  if (curves) settle({ polarity: settings.polarity, tone: settings.tone, curves: curves.value })
  const facesByName = settings.faces === undefined ? undefined : (await readJson(settings.faces, parseFaces)).value
  const handed = { mask: settings.mask === undefined ? undefined : await sha256File(settings.mask), curves: curves?.sha256 }
  let opening: Promise<Model> | undefined
  const model = () => {
    opening ??= open({ model: settings.model, threads: settings.threads })
    // Whoever awaits it hears of a failure; before that it is no unhandled one.
    opening.catch(() => undefined)
    return opening
  }

  const companyOf = companies(inputs, async (path) => {
    const { raster } = await readPicture(path, { maxPixels: settings.maxPixels, signal })
    return (await model()).glance(raster, signal)
  })

  reporter.bars = await openBars(inputs.length, context)
  const stopping = () => reporter.line(say('restore.stopping'))
  signal.addEventListener('abort', stopping)
  try {
    for (const [i, input] of inputs.entries()) {
      if (signal.aborted) break
      reporter.bars.file(basename(input))
      try {
        await restoreOne(input, outputs[i])
      } catch (error) {
        if (isCancel(error)) break
        reporter.failed(error, input)
        if (error instanceof ReveladoError && error.code === 'no-model') break
      }
      reporter.bars.finished()
    }
  } finally {
    signal.removeEventListener('abort', stopping)
    reporter.bars.stop()
    reporter.bars = undefined
    await opening?.then((opened) => opened.close()).catch(() => undefined)
  }
  return finish()

  async function restoreOne(input: string, output: string): Promise<void> {
    const faces = facesByName && facesOf(resolve(input), facesByName)
    const origin = await originOf(input, card, settings, { ...handed, faces })
    const state = settings.overwrite ? 'ours' : await stateOf(output, origin, settings)
    if (state === 'done') {
      tally.skipped++
      reporter.json({ status: 'skipped', input, output })
      reporter.line(say('restore.skipped', { input }))
      return
    }
    const job = {
      input,
      output,
      origin,
      settings,
      originals: inputs,
      replace: state === 'ours',
      mask: mask as Mask | undefined,
      curves,
      faces,
      company: companyOf(input),
      signal,
    }
    await checkFolder(dirname(output))
    const { record, warnings } = await restorePicture({ ...job, onProgress: (share) => reporter.bars?.progress(share) }, model())
    tally.done++
    reporter.json({ status: 'restored', ...record })
    reporter.line(say('restore.done', { input, output, what: describeDone(record, say), seconds: record.seconds }))
    if (record.faces) reporter.line(describeFaces(input, record.faces, say))
    if (record.infrared) reporter.line(describeInfrared(input, record.infrared, say))
    const doubt = describeDoubt(input, record, say)
    if (doubt) reporter.line(doubt)
    const left = describeLeft(input, record, say)
    if (left) reporter.line(left)
    for (const { code, values, message } of warnings) {
      const key = `note.${code}`
      reporter.line(say('warning', { message: isMessage(key) ? say(key, values) : message }))
    }
  }

  function finish(): number {
    const { done, skipped, failed } = tally
    const left = inputs.length - done - skipped - failed
    reporter.json({ status: signal.aborted ? 'stopped' : 'finished', restored: done, skipped, failed, left: Math.max(0, left) })
    if (signal.aborted) reporter.line(say('restore.stopped', { done, left: Math.max(0, left) }))
    else if (inputs.length > 1 || failed > 0) reporter.line(say('restore.summary', { done, skipped, failed }))
    return signal.aborted ? STOPPED : failed > 0 ? 1 : 0
  }
}
