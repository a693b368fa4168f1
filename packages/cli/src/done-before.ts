// Whether a result is there already and still true: the ledger of the results' folder knows what each was made from and how.
import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { ReveladoError } from '@revelado/core'
import { findResult, sha256File } from '@revelado/files'
import type { RestoreCard } from '@revelado/restore'
import { fingerprint, type Handed, type Settings } from './settings.ts'
import { comparePath, mapPath, recordPath } from './side-files.ts'

/** What a result was made from and how, as the ledger keeps it. */
export interface Origin {
  readonly input: string
  readonly model: string
  readonly options: string
}

/** Version of what restoring does with the same inputs: raised when results change, so that they are made again. */
const PIPELINE = 4

export async function originOf(input: string, card: RestoreCard, settings: Settings, handed: Handed): Promise<Origin> {
  return {
    input: await sha256File(input),
    // Judge and gain are part of the card and of no file that is hashed
    model: `${card.name} ${card.find?.sha256 ?? ''} ${JSON.stringify([card.find?.judge, card.repair.gain])} ${card.fill?.sha256 ?? ''} ${card.look.sha256 ?? ''} ${card.repair.sha256 ?? ''} ${PIPELINE}`,
    options: fingerprint(settings, handed),
  }
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )

/**
 * Finds out before the work whether results can be written into `folder`.
 * @throws ReveladoError 'not-writable' when it, or the folder that it would be made in, is a file or may not be written.
 */
export async function checkFolder(folder: string): Promise<void> {
  const info = await stat(folder).catch((error: NodeJS.ErrnoException) => error.code)
  if (info === 'ENOENT' || info === 'ENOTDIR') {
    if (dirname(folder) !== folder) await checkFolder(dirname(folder))
    return
  }
  if (typeof info === 'object' && !info.isDirectory())
    throw new ReveladoError('not-writable', `${folder} is a file where a folder should be: choose another folder with -o`, {
      path: folder,
      reason: 'file',
    })
  await access(folder, constants.W_OK).catch((cause) => {
    throw new ReveladoError(
      'not-writable',
      `${folder} may not be written by you: choose another folder with -o`,
      { path: folder },
      { cause },
    )
  })
}

function refuse(path: string): never {
  throw new ReveladoError('would-overwrite', `${path} exists already and was not made like this: add --overwrite to replace it`, {
    path,
    reason: 'exists',
  })
}

/** Whether all that is asked for beside the result is there. */
async function besideIsWhole(result: string, { map, compare, record }: Settings): Promise<boolean> {
  const beside = [map && mapPath(result), compare && comparePath(result), record && recordPath(result)].filter((path) => path !== false)
  const there = await Promise.all(beside.map(exists))
  for (const [i, path] of beside.entries()) if (there[i] && !(await findResult(path))) refuse(path)
  return there.every(Boolean)
}

/**
 * 'done': the result is there, made from this input by this model with these options, and nobody has changed it since.
 * 'ours': there is one that we made otherwise, unchanged since: it may be replaced. 'absent': there is none.
 * @throws ReveladoError 'would-overwrite' for a file that we did not make, or that somebody has worked on.
 */
export async function stateOf(result: string, origin: Origin, settings: Settings): Promise<'done' | 'ours' | 'absent'> {
  const whole = await besideIsWhole(result, settings)
  if (!(await exists(result))) return 'absent'
  const details = (await findResult(result))?.details
  if (details === undefined || details.output !== (await sha256File(result))) refuse(result)
  const same = details.input === origin.input && details.model === origin.model && details.options === origin.options
  return same && whole ? 'done' : 'ours'
}
