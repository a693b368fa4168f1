// The hash of a file against a published value (FIPS 180-4 examples: "abc").
import { expect, it } from 'vitest'
import { file, folder } from '../test/samples.ts'
import { sha256File } from './sha256.ts'

it('is that of the bytes', async () => {
  expect(await sha256File(file('abc', 'abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})

it('says what is wrong', async () => {
  await expect(sha256File('/none/here')).rejects.toMatchObject({ code: 'not-found' })
  await expect(sha256File(folder())).rejects.toMatchObject({ code: 'not-a-picture' })
})
