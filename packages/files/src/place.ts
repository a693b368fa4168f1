// Puts a finished file in its place: written aside under a hidden name, synced, renamed when whole; never over an original.
import { randomBytes } from 'node:crypto'
import { type FileHandle, mkdir, open, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { ReveladoError } from '@revelado/core'
import { throwIfCancelled, writeFailure } from './failure.ts'

/** Options of `placeFile`. */
export interface PlaceOptions {
  /** Files that must never be replaced, whatever name or link leads to them. */
  originals?: readonly string[]
  /** Replace a file that is already there. @default false */
  overwrite?: boolean
  /** Stops before the rename; nothing is left behind. */
  signal?: AbortSignal
}

async function identity(path: string): Promise<string | undefined> {
  try {
    const { dev, ino } = await stat(path, { bigint: true })
    return `${dev}:${ino}`
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}

/**
 * Refuses a target that is one of the originals (by any path, symbolic or hard link) or, unless `overwrite`, any existing file.
 * @throws ReveladoError 'would-overwrite', or 'not-writable' when the target cannot even be looked at.
 */
export async function guardTarget(path: string, options: PlaceOptions = {}): Promise<void> {
  const target = await identity(path).catch((error) => Promise.reject(writeFailure(path, error)))
  if (target === undefined) return
  for (const original of options.originals ?? [])
    if ((await identity(original)) === target)
      throw new ReveladoError('would-overwrite', `${path} is the original itself: choose another folder with -o`, {
        path,
        reason: 'original',
      })
  if (!options.overwrite)
    throw new ReveladoError('would-overwrite', `${path} exists already: add --overwrite to replace it`, { path, reason: 'exists' })
}

async function writeAll(file: FileHandle, pieces: Iterable<Uint8Array>, signal?: AbortSignal): Promise<void> {
  for (const piece of pieces) {
    let at = 0
    while (at < piece.length) {
      throwIfCancelled(signal)
      at += (await file.write(piece, at, Math.min(piece.length - at, 1 << 24))).bytesWritten
    }
  }
}

/**
 * Writes the pieces one after another as the file `path`, making its folder when needed.
 * The file appears whole or not at all: on any failure nothing is left behind.
 * @throws ReveladoError 'would-overwrite', 'not-writable', 'no-room' or 'cancelled'.
 */
export async function placeFile(path: string, pieces: Iterable<Uint8Array>, options: PlaceOptions = {}): Promise<void> {
  const aside = join(dirname(path), `.${basename(path).slice(0, 200)}.${randomBytes(6).toString('hex')}.part`)
  try {
    throwIfCancelled(options.signal)
    await mkdir(dirname(path), { recursive: true })
    await guardTarget(path, options)
    const file = await open(aside, 'wx', 0o666)
    try {
      await writeAll(file, pieces, options.signal)
      await file.sync()
    } finally {
      await file.close()
    }
    throwIfCancelled(options.signal)
    await guardTarget(path, options)
    await rename(aside, path)
  } catch (error) {
    await rm(aside, { force: true }).catch(() => undefined)
    throw writeFailure(path, error)
  }
}
