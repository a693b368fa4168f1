// The SHA-256 of a file, read in pieces.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFailure } from './failure.ts'

/**
 * The SHA-256 of a file's bytes as 64 hexadecimal digits.
 * @throws ReveladoError 'not-found', 'unreadable' or 'not-a-picture' (a folder).
 */
export async function sha256File(path: string): Promise<string> {
  const hash = createHash('sha256')
  try {
    for await (const piece of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(piece)
  } catch (error) {
    throw readFailure(path, error)
  }
  return hash.digest('hex')
}
