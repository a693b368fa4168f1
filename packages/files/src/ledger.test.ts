// The ledger: what was noted is found again, the last word counts, a broken line is no harm.
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { folder } from '../test/samples.ts'
import { findResult, LEDGER_NAME, noteResult, readLedger } from './ledger.ts'

it('finds what was noted last', async () => {
  const path = join(folder(), 'new', 'ñ "a".jpg')
  expect(await findResult(path)).toBeUndefined()
  await noteResult(path, { input: 'abc', strength: 1 })
  await noteResult(path, { input: 'def', strength: 0.5 })
  expect(await findResult(path)).toEqual({ name: 'ñ "a".jpg', details: { input: 'def', strength: 0.5 } })
})

it('survives lines cut short and lines of others', async () => {
  const place = folder()
  await noteResult(join(place, 'a.jpg'))
  appendFileSync(join(place, LEDGER_NAME), '{"name":"b.jpg","det\n[1]\nnull\n')
  await noteResult(join(place, 'c.jpg'))
  expect([...(await readLedger(place)).keys()]).toEqual(['a.jpg', 'c.jpg'])
})

it('takes many notes at once', async () => {
  const place = folder()
  await Promise.all(Array.from({ length: 50 }, (_, i) => noteResult(join(place, `${i}.jpg`), { i })))
  expect((await readLedger(place)).size).toBe(50)
})
