// Where results go when nobody says so, and how names that would collide are told apart.
import { createHash } from 'node:crypto'
import { basename, dirname, extname, join, relative, resolve } from 'node:path'
import { EXTENSION_OF, formatOfName, type PictureFormat } from './sniff.ts'

/** The folder that results are put into, beside their originals. */
export const RESULT_FOLDER = 'revelado'

/** Options of `resultPath` and `resultPaths`. */
export interface ResultOptions {
  /** Folder for all results, in which the folders below each input's root are repeated. @default `revelado` beside each input */
  outputDir?: string
  /** Format of the results. @default each input's own */
  format?: PictureFormat
}

function rename(name: string, format: PictureFormat | undefined): string {
  if (!format || formatOfName(name) === format) return name
  const stem = formatOfName(name) ? name.slice(0, -extname(name).length) : name
  return `${stem}.${EXTENSION_OF[format]}`
}

/**
 * Where the result of one input goes: `revelado/NAME` beside it, or OUTPUT/path-below-root/NAME.
 * The name stays; only its ending changes when the format does.
 * @param options.root folder that the path below `outputDir` starts from. @default the input's own folder
 * @example resultPath('roll/07.jpg') === 'roll/revelado/07.jpg'
 */
export function resultPath(input: string, options: ResultOptions & { root?: string } = {}): string {
  const name = rename(basename(input), options.format)
  if (!options.outputDir) return join(dirname(input), RESULT_FOLDER, name)
  const below = options.root === undefined ? '' : relative(options.root, dirname(input))
  return join(options.outputDir, below.startsWith('..') ? '' : below, name)
}

function suffixed(path: string, suffix: string): string {
  const end = extname(path)
  return `${path.slice(0, path.length - end.length)}-${suffix}${end}`
}

// Names that differ only in case or in Unicode form are one file on macOS and Windows.
function sameFile(path: string): string {
  return resolve(path).normalize('NFC').toLowerCase()
}

const ways: ((input: string, path: string) => string)[] = [
  (input, path) => {
    const ending = extname(input).slice(1).toLowerCase()
    return ending && extname(path).slice(1).toLowerCase() !== ending ? suffixed(path, ending) : path
  },
  (input, path) => suffixed(path, basename(dirname(resolve(input))) || 'root'),
  (input, path) => suffixed(path, createHash('sha256').update(resolve(input)).digest('hex').slice(0, 8)),
]

/**
 * Where the results of all inputs go, one path per input, no two alike. Names that would collide are told apart by the
 * original's ending (`a-jpg.png`, `a-png.png`), then by the original's folder (`a-roll7.jpg`), then by eight digits of a hash of
 * the original's path; each of the colliding ones gets the suffix, so the outcome does not hang on the order of the inputs.
 */
export function resultPaths(inputs: readonly { path: string; root?: string }[], options: ResultOptions = {}): string[] {
  const paths = inputs.map(({ path, root }) => resultPath(path, { ...options, root }))
  for (const way of ways) {
    const counts = new Map<string, number>()
    for (const path of paths) counts.set(sameFile(path), (counts.get(sameFile(path)) ?? 0) + 1)
    const before = [...paths]
    for (let i = 0; i < paths.length; i++) if (counts.get(sameFile(before[i]))! > 1) paths[i] = way(inputs[i].path, before[i])
  }
  return paths
}
