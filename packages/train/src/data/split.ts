// Which photographs are never trained on: 989 for tests and 500 for validation, known by the hash of their bytes, so that
// no renaming, no other folder and no other recipe can let one slip in.
import { createHash } from 'node:crypto'
import heldOut from '../../data/held-out.json' with { type: 'json' }

export type Role = 'train' | 'validation' | 'test'

/** Characters of a hash that `held-out.json` keeps: 48 bits, enough that none of 10⁶ photographs is taken for another. */
export const PREFIX = 12

const test = new Set(heldOut.test)
const validation = new Set(heldOut.validation)

/** The name that git gives to a file's bytes: SHA-1 of `blob LENGTH\0` and the bytes, in hexadecimal. */
export function blobHash(bytes: Uint8Array): string {
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex')
}

/** The role of a photograph in every recipe, from its blob hash. */
export function roleOf(hash: string): Role {
  const prefix = hash.slice(0, PREFIX)
  return test.has(prefix) ? 'test' : validation.has(prefix) ? 'validation' : 'train'
}
