// The ledger of a folder of results: a hidden file that says which of the folder's files we made, from what and how.
import { appendFile, mkdir, readFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { readFailure, writeFailure } from './failure.ts'

/** Name of the hidden file, one JSON object a line; the last line of a name counts. */
export const LEDGER_NAME = '.revelado-results'

/** What the ledger knows of one result. */
export interface LedgerEntry {
  /** File name inside the folder. */
  readonly name: string
  /** Whatever the maker wants to find again: hash of the input, of the settings, of the model … */
  readonly details: Readonly<Record<string, string | number | boolean>>
}

function parseLine(line: string): LedgerEntry | undefined {
  try {
    const { name, details } = JSON.parse(line)
    return typeof name === 'string' ? { name, details: typeof details === 'object' && details !== null ? details : {} } : undefined
  } catch {
    // A line cut short by a crash: the file it stood for is made again.
    return undefined
  }
}

/** The results that were made in a folder, by file name; empty where there is no ledger. */
export async function readLedger(folder: string): Promise<Map<string, LedgerEntry>> {
  let text: string
  try {
    text = await readFile(join(folder, LEDGER_NAME), 'utf8')
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) return new Map()
    throw readFailure(join(folder, LEDGER_NAME), error)
  }
  const entries = new Map<string, LedgerEntry>()
  for (const line of text.split('\n')) {
    const entry = parseLine(line)
    if (entry) entries.set(entry.name, entry)
  }
  return entries
}

/**
 * Notes that the file `path` is a result, so that `findPictures` never takes it for an input and a later run can see from
 * `details` whether it is still up to date. Call it after the file is in place. One short append: safe beside other processes.
 * @throws ReveladoError 'not-writable' or 'no-room'.
 */
export async function noteResult(path: string, details: LedgerEntry['details'] = {}): Promise<void> {
  const ledger = join(dirname(path), LEDGER_NAME)
  try {
    await mkdir(dirname(path), { recursive: true })
    // The newline in front ends a line that a crash may have cut short.
    await appendFile(ledger, `\n${JSON.stringify({ name: basename(path), details })}\n`)
  } catch (error) {
    throw writeFailure(ledger, error)
  }
}

/** What was noted of the result `path`, if it is one. */
export async function findResult(path: string): Promise<LedgerEntry | undefined> {
  return (await readLedger(dirname(path))).get(basename(path))
}
