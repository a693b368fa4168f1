// Writes a report into a folder: report.md, report.json, report.html and a contact sheet for each group.
import { mkdir, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ReveladoError } from '@revelado/core'
import type { Evaluation, Showing } from '../result.ts'
import type { Task } from '../task.ts'
import { contactSheet } from './contact-sheet.ts'
import { htmlReport } from './html.ts'
import { jsonReport } from './json.ts'
import { markdownReport } from './markdown.ts'

/** Cases of each condition on a contact sheet; the HTML report has more. */
const ON_SHEET = 4

/** Examples where the task has them, and the worst of each condition. */
function forSheet(showings: readonly Showing[], task: string): Showing[] {
  const own = showings.filter((shown) => shown.task === task)
  const examples = own.filter(({ kind }) => kind === 'example')
  const kind = examples.length > 0 ? 'example' : 'worst'
  const conditions = [...new Set(own.map(({ condition }) => condition))]
  return conditions.flatMap((condition) => own.filter((shown) => shown.kind === kind && shown.condition === condition).slice(0, ON_SHEET))
}

async function place(path: string, bytes: string | Uint8Array): Promise<string> {
  await writeFile(`${path}.part`, bytes)
  await rename(`${path}.part`, path)
  return path
}

/**
 * Writes all forms of the report, each to a temporary name that is renamed when whole; reports of an earlier run are replaced.
 * @returns the paths of what was written.
 * @throws ReveladoError 'not-writable' when the folder cannot be made or written to.
 */
export async function writeReport(folder: string, evaluation: Evaluation, tasks: readonly Task[]): Promise<string[]> {
  try {
    await mkdir(folder, { recursive: true })
    const paths = [
      await place(join(folder, 'report.html'), htmlReport(evaluation, tasks)),
      await place(join(folder, 'report.md'), markdownReport(evaluation, tasks)),
      await place(join(folder, 'report.json'), jsonReport(evaluation)),
    ]
    for (const { name } of tasks) {
      const shown = forSheet(evaluation.showings, name)
      if (shown.length === 0) continue
      const sheet = await contactSheet(
        shown.map(({ pictures }) => pictures),
        { columns: shown[0].pictures.map(({ label }) => label), rows: shown.map((s) => `${s.set}/${s.picture}, ${s.condition}`) },
      )
      paths.push(await place(join(folder, `${name}.png`), sheet))
    }
    return paths
  } catch (cause) {
    throw new ReveladoError(
      'not-writable',
      `the report could not be written to ${folder}: ${(cause as Error).message}`,
      { path: folder },
      { cause },
    )
  }
}
