import { describe, expect, it } from 'vitest'
import heldOut from '../../data/held-out.json' with { type: 'json' }
import { blobHash, PREFIX, roleOf } from './split.ts'

describe('the split', () => {
  it('keeps 989 photographs for tests and 500 for validation out of training, and leaves 17,831', () => {
    expect(new Set(heldOut.test).size).toBe(989)
    expect(new Set(heldOut.validation).size).toBe(500)
    expect(heldOut.test.filter((hash) => heldOut.validation.includes(hash))).toEqual([])
    expect(heldOut.photographs - heldOut.test.length - heldOut.validation.length).toBe(17_831)
    expect([...heldOut.test, ...heldOut.validation].every((hash) => hash.length === PREFIX)).toBe(true)
  })

  it('gives roles by blob hash', () => {
    expect(roleOf(`${heldOut.test[0]}0123`)).toBe('test')
    expect(roleOf(`${heldOut.validation[7]}0123`)).toBe('validation')
    expect(roleOf('0'.repeat(40))).toBe('train')
  })

  it('hashes as git does', () => {
    // `git hash-object` of an empty file and of "hello\n"
    expect(blobHash(new Uint8Array())).toBe('e69de29bb2d1d6434b8b29ae775ad8c2e48c5391')
    expect(blobHash(Buffer.from('hello\n'))).toBe('ce013625030ba8dba906f756967f9e9ca394464a')
  })
})
