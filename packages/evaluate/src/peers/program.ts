// Other people's programs that develop a negative: each is given a file and a recipe, and writes a file. Run without a shell, in a
// folder of their own that is removed.
import { execFile } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { promisify } from 'node:util'
import { type Picture, pictureToRaster, ReveladoError } from '@revelado/core'
import sharp from 'sharp'
import { readPicture } from '../read-picture.ts'
import type { Peer } from './peer.ts'

const run = promisify(execFile)
const LONGEST_MS = 120_000

/** The program of this name on the search path, or nothing. */
export function findProgram(name: string): string | undefined {
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK)
        return true
      } catch {
        return false
      }
    })
}

export interface ProgramPeer {
  /** Column of the report. */
  readonly name: string
  /** Its command. */
  readonly program: string
  /** File name and text of the recipe for this picture. */
  recipe(picture: Picture): { readonly file: string; readonly text: string }
  /** Arguments that make `output` of `input` by the recipe; `folder` may be written to. */
  arguments(files: { readonly input: string; readonly recipe: string; readonly output: string; readonly folder: string }): string[]
}

/** The program as a peer; nothing where it is not installed. */
export function programPeer(peer: ProgramPeer): Peer | undefined {
  const path = findProgram(peer.program)
  return path === undefined ? undefined : { name: peer.name, restore: (picture) => develop(path, peer, picture) }
}

async function develop(path: string, peer: ProgramPeer, picture: Picture): Promise<Picture> {
  const folder = await mkdtemp(join(tmpdir(), 'revelado-peer-'))
  try {
    const { data, width, height } = pictureToRaster(picture, 8)
    const recipe = peer.recipe(picture)
    const files = { input: join(folder, 'negative.tif'), recipe: join(folder, recipe.file), output: join(folder, 'out.tif'), folder }
    await sharp(data, { raw: { width, height, channels: 3 } })
      .tiff({ compression: 'none' })
      .toFile(files.input)
    await writeFile(files.recipe, recipe.text)
    await run(path, peer.arguments(files), { timeout: LONGEST_MS, maxBuffer: 1 << 24 })
    return await readPicture(files.output)
  } catch (cause) {
    throw new ReveladoError('unreadable', `${peer.name} gave no picture: ${(cause as Error).message}`, { path }, { cause })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
