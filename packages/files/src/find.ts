// Finds the pictures that a user means by files, folders and globs; takes no result of ours for an input.
import { lstat, readdir, realpath, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { ReveladoError } from '@revelado/core'
import { glob, isDynamicPattern } from 'tinyglobby'
import { readFailure, throwIfCancelled } from './failure.ts'
import { type LedgerEntry, readLedger } from './ledger.ts'
import { formatOfName } from './sniff.ts'

/** Options of `findPictures`. */
export interface FindOptions {
  /** Go into folders of folders. @default true */
  recursive?: boolean
  signal?: AbortSignal
}

/** One picture to work on. */
export interface FoundPicture {
  readonly path: string
  /** The folder that the user named (or the fixed part of the glob, or a named file's own folder): results repeat the path below it. */
  readonly root: string
}

/** What `findPictures` found. */
export interface Found {
  /** In the order of the arguments, naturally sorted within each (2 before 10), no file twice. */
  readonly pictures: FoundPicture[]
  /** One fault for each argument that led to no picture: 'not-found', 'unreadable' or 'nothing-to-do'. */
  readonly failures: ReveladoError[]
  /** Pictures in folders that cannot be read (HEIC, raw, BMP …) and were therefore left out. */
  readonly leftOut: string[]
}

const FOREIGN = /\.(heic|heif|avif|jxl|jp2|j2k|bmp|gif|psd|dng|cr2|cr3|nef|arw|orf|rw2|raf|pef|srw)$/i
/** Folders that systems and network disks make for themselves. */
const SYSTEM_FOLDERS = new Set(['__MACOSX', '@eaDir', '$RECYCLE.BIN', 'System Volume Information'])
const natural = new Intl.Collator('en', { numeric: true, sensitivity: 'base' })

/** Orders paths by their parts, numbers by value: roll2/9.jpg, roll2/10.jpg, roll10/1.jpg. */
export function comparePaths(a: string, b: string): number {
  const left = a.split(/[\\/]/)
  const right = b.split(/[\\/]/)
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const order = natural.compare(left[i], right[i]) || (left[i] < right[i] ? -1 : left[i] > right[i] ? 1 : 0)
    if (order !== 0) return order
  }
  return left.length - right.length
}

class Search {
  readonly found: Found = { pictures: [], failures: [], leftOut: [] }
  readonly #seen = new Set<string>()
  readonly #ledgers = new Map<string, Promise<Map<string, LedgerEntry>>>()
  readonly #recursive: boolean
  readonly #signal: AbortSignal | undefined

  constructor(options: FindOptions) {
    this.#recursive = options.recursive ?? true
    this.#signal = options.signal
  }

  async #isResult(path: string): Promise<boolean> {
    const folder = dirname(path)
    let ledger = this.#ledgers.get(folder)
    if (!ledger) this.#ledgers.set(folder, (ledger = readLedger(folder)))
    return (await ledger).has(basename(path))
  }

  /** Adds the candidates that are pictures, not results and not seen before; says whether any was a picture. */
  async #add(paths: string[], root: string, named: boolean): Promise<boolean> {
    let any = false
    for (const path of paths.sort(comparePaths)) {
      throwIfCancelled(this.#signal)
      if (!named && !formatOfName(path)) {
        if (FOREIGN.test(path)) this.found.leftOut.push(path)
        continue
      }
      if (await this.#isResult(path)) continue
      any = true
      const real = await realpath(path)
      if (this.#seen.has(real)) continue
      this.#seen.add(real)
      this.found.pictures.push({ path, root })
    }
    return any
  }

  async #walk(folder: string, visited: Set<string>, into: string[]): Promise<void> {
    throwIfCancelled(this.#signal)
    const real = await realpath(folder)
    if (visited.has(real)) return
    visited.add(real)
    for (const entry of await readdir(folder, { withFileTypes: true })) {
      if (entry.name.startsWith('.') || SYSTEM_FOLDERS.has(entry.name)) continue
      const path = join(folder, entry.name)
      // A link that leads nowhere is nobody's picture.
      const kind = entry.isSymbolicLink() ? await stat(path).catch(() => undefined) : entry
      if (kind?.isDirectory() && this.#recursive) await this.#walkBelow(path, visited, into)
      else if (kind?.isFile()) into.push(path)
    }
  }

  async #walkBelow(folder: string, visited: Set<string>, into: string[]): Promise<void> {
    try {
      await this.#walk(folder, visited, into)
    } catch (error) {
      this.#fail(readFailure(folder, error))
    }
  }

  #fail(error: Error): void {
    if (!(error instanceof ReveladoError) || error.code === 'cancelled') throw error
    this.found.failures.push(error)
  }

  async #folder(path: string): Promise<void> {
    const files: string[] = []
    await this.#walk(path, new Set(), files)
    const failures = this.found.failures.length
    if (!(await this.#add(files, path, false)) && failures === this.found.failures.length)
      throw new ReveladoError('nothing-to-do', `there are no pictures (JPEG, PNG, WebP, TIFF) in ${path}`, { path })
  }

  async #glob(pattern: string): Promise<void> {
    const pattern_ = process.platform === 'win32' ? pattern.replaceAll('\\', '/') : pattern
    const parts = pattern_.split('/')
    const fixed = parts
      .slice(
        0,
        parts.findIndex((part) => isDynamicPattern(part)),
      )
      .join('/')
    const root = fixed || (pattern_.startsWith('/') ? '/' : '.')
    const ignore = this.#recursive ? [] : ['**/*/**']
    const matches = await glob(pattern_, {
      cwd: resolve('.'),
      onlyFiles: true,
      followSymbolicLinks: false,
      expandDirectories: false,
      ignore,
      absolute: pattern_.startsWith('/'),
    })
    if (!(await this.#add(matches, root, false)))
      throw new ReveladoError('nothing-to-do', `no pictures (JPEG, PNG, WebP, TIFF) match ${pattern}`, { path: pattern })
  }

  async argument(path: string): Promise<void> {
    try {
      const info = await stat(path).catch(async (error) => {
        if (error.code === 'ENOENT' && isDynamicPattern(path) && !(await lstat(path).catch(() => undefined))) return undefined
        throw error
      })
      if (info === undefined) await this.#glob(path)
      else if (info.isDirectory()) await this.#folder(path)
      else if (!(await this.#add([path], dirname(path), true)))
        throw new ReveladoError('nothing-to-do', `${path} is a result of revelado, not an original`, { path, reason: 'result' })
    } catch (error) {
      this.#fail(readFailure(path, error))
    }
  }
}

/**
 * Finds pictures: a named file is taken as it is, folders and globs give the files whose names end as JPEG, PNG, WebP or TIFF do.
 * Left out: hidden files and folders, results noted in a folder's ledger (see `noteResult`), a file that was found before
 * (also by a link). Loops of symbolic links are walked once.
 * @throws ReveladoError 'cancelled'; faults of single arguments are listed in `failures`.
 */
export async function findPictures(paths: readonly string[], options: FindOptions = {}): Promise<Found> {
  const search = new Search(options)
  for (const path of paths) await search.argument(path)
  return search.found
}
