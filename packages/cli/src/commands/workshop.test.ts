import { afterEach, describe, expect, it, vi } from 'vitest'
import { run } from '../main.ts'

vi.mock('@revelado/train', () => ({
  trainCommand: async (argv: string[], io: { print(line: string): void; progress(line: string): void }) => {
    io.progress('step 1')
    io.print(`trained with ${argv.join(' ')}`)
    return 7
  },
}))
afterEach(() => vi.resetModules())

async function revelado(...argv: string[]) {
  let out = ''
  let error = ''
  const code = await run(argv, {
    out: { write: (text) => (out += text) },
    error: { write: (text) => (error += text) },
    environment: {},
    signal: new AbortController().signal,
  })
  return { code, out, error }
}

describe('the workshop', () => {
  it('is given its arguments as they were typed, and its exit code is the command’s', async () => {
    expect(await revelado('train', 'first.json', '--minutes', '3', '-x')).toEqual({
      code: 7,
      out: 'trained with first.json --minutes 3 -x\n',
      error: 'step 1\n',
    })
  })

  it('says so when a command is missing', async () => {
    expect(await revelado('dataset', 'build')).toMatchObject({ code: 1, error: expect.stringContaining('incomplete') })
  })

  it('shows how a command is used', async () => {
    expect((await revelado('train', '--help')).out).toContain('revelado train CONFIG')
  })
})
