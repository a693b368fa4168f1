import { parseArgs } from 'node:util'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { run } from '../main.ts'

vi.mock('@revelado/train', () => ({
  trainCommand: async (argv: string[], io: { print(line: string): void; progress(line: string): void }) => {
    io.progress('step 1')
    io.print(`trained with ${argv.join(' ')}`)
    return 7
  },
  exportCommand: async (args: string[]) => {
    parseArgs({ args, options: { minutes: { type: 'string' } } })
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

  it('takes the language out of its arguments, wherever it stands', async () => {
    expect((await revelado('train', '--lang', 'es', 'first.json')).out).toBe('trained with first.json\n')
    expect((await revelado('train', 'first.json', '--lang=es', '-x')).out).toBe('trained with first.json -x\n')
    expect((await revelado('--lang', 'es', 'train', 'first.json')).out).toBe('trained with first.json\n')
    expect((await revelado('dataset', 'build', '--lang', 'es')).error).toContain('ha ocurrido algo')
  })

  it('says in the user’s language what is wrong with options', async () => {
    const { code, error } = await revelado('export', '--nonsense', '--lang', 'es')
    expect(code).toBe(1)
    expect(error).toContain('no existe la opción --nonsense')
    expect((await revelado('export', '--minutes', '--lang=es')).error).toContain('a la opción --minutes le falta su valor')
  })

  it('says so when a command is missing', async () => {
    expect(await revelado('dataset', 'build')).toMatchObject({ code: 1, error: expect.stringContaining('incomplete') })
  })

  it('shows how a command is used', async () => {
    expect((await revelado('train', '--help')).out).toContain('revelado train CONFIG')
  })
})
