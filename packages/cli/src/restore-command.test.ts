// The command as a user types it, with a tiny model: results, second runs, names, side files, bad input.
import { type ChildProcess, spawn } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createRaster, type Raster } from '@revelado/core'
import { LEDGER_NAME, readPicture, writePicture } from '@revelado/files'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { run } from './main.ts'
import { writeTinyModel } from './tiny-model.ts'

const BIN = fileURLToPath(new URL('../bin/revelado.js', import.meta.url))
/** Starting the process through tsx on a busy machine. */
const PROCESS_TIMEOUT = 180_000
/** A user that owns nothing. */
const NOBODY = 65534
let home: string
let folder: string
let model: string

beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'revelado-cli-'))
  model = join(home, 'model')
  writeTinyModel(model)
})
beforeEach(() => {
  folder = mkdtempSync(join(home, 'case-'))
})
afterAll(() => rmSync(home, { recursive: true, force: true }))

function waves(width: number, height: number, depth: 8 | 16 = 8): Raster {
  const raster = createRaster(width, height, depth)
  const half = (2 ** depth - 1) / 2
  raster.data.forEach((_: number, i: number) => {
    raster.data[i] = half + half * 0.8 * Math.sin((Math.floor(i / 3) % width) / 9 + (i % 3)) * Math.cos(i / (3 * width * 7))
  })
  return raster
}

async function picture(name: string, width = 60, height = 40, depth: 8 | 16 = 8): Promise<string> {
  const path = join(folder, name)
  await writePicture(path, waves(width, height, depth))
  return path
}

/** Runs the command in this process. */
async function revelado(...argv: string[]): Promise<{ code: number; out: string; error: string }> {
  let out = ''
  let error = ''
  const own = argv.includes('--model') ? [] : ['--model', model]
  const code = await run(argv.includes('restore') || argv.includes('inspect') ? [...argv, ...own, '--threads', '1'] : argv, {
    out: { write: (text) => (out += text) },
    error: { write: (text) => (error += text) },
    environment: { LANG: 'en_US.UTF-8' },
    signal: new AbortController().signal,
  })
  return { code, out, error }
}

const visible = (path: string) =>
  readdirSync(path)
    .filter((name) => name !== LEDGER_NAME)
    .sort()

describe('revelado restore', () => {
  it('puts a result of the same name and format into a folder beside the input, and leaves the input alone', async () => {
    const input = await picture('a.jpg')
    const before = readFileSync(input)
    const { code, error, out } = await revelado('restore', input)
    expect([code, out]).toEqual([0, ''])
    expect(error).toContain(join(folder, 'revelado', 'a.jpg'))
    expect(visible(folder)).toEqual(['a.jpg', 'revelado'])
    expect(visible(join(folder, 'revelado'))).toEqual(['a.jpg'])
    expect(readFileSync(input)).toEqual(before)
    const { raster, metadata } = await readPicture(join(folder, 'revelado', 'a.jpg'))
    expect([raster.width, raster.height]).toEqual([60, 40])
    expect(metadata.xmp).toContain('digitalsourcetype/algorithmicallyEnhanced')
  })

  it('gives 16 bits for 16 bits', async () => {
    const input = await picture('a.tif', 30, 20, 16)
    await revelado('restore', input)
    const { raster } = await readPicture(join(folder, 'revelado', 'a.tif'))
    expect(raster.depth).toBe(16)
    expect(raster.data.some((value) => value % 257 !== 0)).toBe(true)
  })

  it('skips in a second run what is done, takes no result for an input, and does again what has changed', async () => {
    await picture('a.png')
    await picture('b.png')
    expect((await revelado('restore', folder)).code).toBe(0)
    const made = statSync(join(folder, 'revelado', 'a.png')).mtimeMs
    const second = await revelado('restore', folder, '--json')
    const lines = second.out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.map(({ status }) => status)).toEqual(['skipped', 'skipped', 'finished'])
    expect(statSync(join(folder, 'revelado', 'a.png')).mtimeMs).toBe(made)
    await writePicture(join(folder, 'b.png'), waves(20, 20), { overwrite: true })
    const third = await revelado('restore', folder)
    expect(third.error).toContain('1 restored, 1 done before, 0 failed')
    const fourth = await revelado('restore', folder, '--strength', '0.5')
    expect(fourth.error).toContain('2 restored')
    const fifth = await revelado('restore', folder, '--strength', '0.5', '--overwrite')
    expect(fifth.error).toContain('2 restored')
  })

  it('does not replace a result that somebody has worked on, unless told to', async () => {
    const input = await picture('a.png')
    await revelado('restore', input)
    await writePicture(join(folder, 'revelado', 'a.png'), waves(9, 9), { overwrite: true })
    const again = await revelado('restore', input)
    expect(again.code).toBe(1)
    expect(again.error).toContain('--overwrite')
    expect((await revelado('restore', input, '--overwrite')).code).toBe(0)
  })

  it('never replaces an original, not even with --overwrite', async () => {
    const input = await picture('a.png')
    const before = readFileSync(input)
    const { code, error } = await revelado('restore', input, '-o', folder, '--overwrite')
    expect(code).toBe(1)
    expect(error).toContain('original')
    expect(readFileSync(input)).toEqual(before)
  })

  it('tells apart names that would collide', async () => {
    await picture('a.png')
    await picture('a.jpg')
    await revelado('restore', folder, '--format', 'png', '-o', join(folder, 'out'))
    expect(visible(join(folder, 'out')).length).toBe(2)
  })

  it('writes map, comparison and record beside the result, and takes none of them for an input', async () => {
    await picture('a.png')
    const flags = ['--map', '--compare', '--record']
    await revelado('restore', folder, ...flags, '-o', `${folder}/in/side`)
    expect(visible(join(folder, 'in', 'side'))).toEqual(['a.png', 'a.png.compare.jpg', 'a.png.json', 'a.png.map.png'])
    const record = JSON.parse(readFileSync(join(folder, 'in', 'side', 'a.png.json'), 'utf8'))
    expect(record).toMatchObject({ kind: 'colour', source: 'enhanced', input: { sha256: expect.stringMatching(/^[0-9a-f]{64}$/) } })
    expect(record.decisions.map(({ question }: { question: string }) => question)).toEqual(['negative', 'bw', 'tone', 'lost'])
    const map = await readPicture(join(folder, 'in', 'side', 'a.png.map.png'))
    expect([map.raster.width, map.raster.height]).toEqual([60, 40])
    const again = await revelado('restore', folder, ...flags, '-o', `${folder}/in/side`)
    expect(again.error).toContain('a.png: done before')
    rmSync(join(folder, 'in', 'side', 'a.png.map.png'))
    expect((await revelado('restore', folder, ...flags, '-o', `${folder}/in/side`)).error).not.toContain('done before')
  })

  it('paints what a mask marks and says so in the result', async () => {
    const input = await picture('a.png')
    const white = createRaster(60, 40)
    white.data.fill(255, 0, 3 * 60 * 10)
    await writePicture(join(folder, 'mask.png'), white)
    const { out } = await revelado('restore', input, '--mask', join(folder, 'mask.png'), '--json')
    expect(JSON.parse(out.split('\n')[0]).changes.invented).toBeGreaterThanOrEqual(0.25)
    const { metadata } = await readPicture(join(folder, 'revelado', 'a.png'))
    expect(metadata.xmp).toContain('compositeWithTrainedAlgorithmicMedia')
    await writePicture(join(folder, 'mask.png'), waves(10, 10), { overwrite: true })
    const wrong = await revelado('restore', input, '--mask', join(folder, 'mask.png'))
    expect(wrong.error).toContain('make the mask on the picture itself')
  })

  it('develops a negative and nothing else at strength 0', async () => {
    const input = await picture('a.png')
    await revelado('restore', input, '--polarity', 'negative', '--strength', '0')
    const { raster } = await readPicture(join(folder, 'revelado', 'a.png'))
    const before = waves(60, 40).data
    expect(Math.abs(raster.data[0] - (255 - before[0]))).toBeLessThan(10)
  })
})

describe('the company of a picture', () => {
  const doubtful = (...argv: string[]) => revelado('restore', ...argv, '--model', join(home, 'doubtful'), '--lang', 'en')

  it('turns a roll of doubtful negatives, and leaves one alone that is by itself', async () => {
    writeTinyModel(join(home, 'doubtful'), 0.4)
    await picture('roll/0.png')
    const alone = await doubtful(join(folder, 'roll'), '-o', join(folder, 'alone'), '--json')
    expect(alone.out).toContain('"by":"model"')
    expect(alone.out).toContain('"kind":"colour"')
    for (let i = 1; i < 12; i++) await picture(`roll/${i}.png`)
    const roll = await doubtful(join(folder, 'roll'), '-o', join(folder, 'roll-out'))
    expect(roll.error.match(/taken for a negative, as the pictures beside it are \(by itself 60 %\)/g)).toHaveLength(12)
    expect(roll.error).toContain('colour negative, developed')
    const forced = await doubtful(join(folder, 'roll'), '-o', join(folder, 'forced'), '--polarity', 'positive')
    expect(forced.error).not.toContain('beside it')
  })
})

describe('revelado inspect', () => {
  it('says what the model sees', async () => {
    const input = await picture('a.png')
    const { code, out } = await revelado('inspect', input, '--polarity', 'negative')
    expect(code).toBe(0)
    for (const words of ['colour negative', '60 × 40 pixels, 8 bits', 'Damage:', '  R']) expect(out).toContain(words)
    expect(existsSync(join(folder, 'revelado'))).toBe(false)
    expect(JSON.parse((await revelado('inspect', input, '--json')).out).development.before.length).toBe(3)
  })
})

describe('bad input', () => {
  const bad: [string, string, () => Promise<string> | string][] = [
    [
      'truncated',
      'incomplete or damaged',
      async () => {
        const path = await picture('t.jpg', 400, 300)
        truncateSync(path, Math.floor(statSync(path).size / 2))
        return path
      },
    ],
    [
      'not an image',
      'is not a picture',
      () => {
        writeFileSync(join(folder, 'n.jpg'), 'Dear diary')
        return join(folder, 'n.jpg')
      },
    ],
    [
      'empty',
      'is empty',
      () => {
        writeFileSync(join(folder, 'e.jpg'), '')
        return join(folder, 'e.jpg')
      },
    ],
    [
      'HEIC',
      'HEIC',
      () => {
        writeFileSync(join(folder, 'h.heic'), Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'))
        return join(folder, 'h.heic')
      },
    ],
    ['a file that is not there', 'does not exist', () => join(folder, 'none.jpg')],
    [
      'a folder without pictures',
      'no pictures',
      () => {
        mkdirSync(join(folder, 'void'))
        return join(folder, 'void')
      },
    ],
  ]

  it.each(bad)('%s: says "%s", fails, and does the rest', async (_name, words, make) => {
    const wrong = await make()
    const good = await picture('good.png')
    const { code, error } = await revelado('restore', wrong, good)
    expect(code).toBe(1)
    expect(error).toContain(words)
    expect(error).toContain('1 restored, 0 done before, 1 failed')
    expect(visible(join(folder, 'revelado'))).toEqual(['good.png'])
  })

  it('refuses a bomb of 30,000 × 30,000 before decoding it', async () => {
    const bomb = readFileSync(new URL('../fixtures/bomb.png', import.meta.url))
    writeFileSync(join(folder, 'bomb.png'), bomb)
    const { code, error } = await revelado('restore', join(folder, 'bomb.png'))
    expect(code).toBe(1)
    expect(error).toContain('--max-pixels')
  })

  it('takes a picture of 1 × 1', async () => {
    await picture('one.png', 1, 1)
    expect((await revelado('restore', folder, '--compare')).code).toBe(0)
  })

  it('says so when the output folder is a file', async () => {
    const input = await picture('a.png')
    writeFileSync(join(folder, 'file'), '')
    const { code, error } = await revelado('restore', input, '-o', join(folder, 'file'))
    expect(code).toBe(1)
    expect(error).toContain('is a file where a folder for the results should be')
  })

  // Only root may become somebody else, and for root itself no file is unreadable.
  it.runIf(process.getuid?.() === 0)('says so when a file may not be read, or a folder not written, by this user', async () => {
    const locked = await picture('locked.png')
    const open = await picture('open.png')
    chmodSync(locked, 0o600)
    for (const path of [home, folder, model]) chmodSync(path, 0o777)
    mkdirSync(join(folder, 'mine'))
    process.seteuid!(NOBODY)
    try {
      const { code, error } = await revelado('restore', locked, open)
      expect(code).toBe(1)
      expect(error).toContain('locked.png may not be read by you')
      expect(error).toContain('1 restored, 0 done before, 1 failed')
      expect((await revelado('restore', open, '-o', join(folder, 'mine'))).error).toContain('may not be written')
    } finally {
      process.seteuid!(0)
    }
  })

  it('says so when the disk is full', async () => {
    if (!existsSync('/dev/full')) return
    const input = await picture('a.png')
    mkdirSync(join(folder, 'revelado'))
    symlinkSync('/dev/full', join(folder, 'revelado', LEDGER_NAME))
    const { code, error } = await revelado('restore', input)
    expect(code).toBe(1)
    expect(error).toContain('no room')
  })

  it('says what is wrong with options, in either language', async () => {
    expect(await revelado('restore')).toMatchObject({ code: 1, error: expect.stringContaining('revelado restore PICTURE') })
    expect(await revelado('restore', 'a', '--nope')).toMatchObject({ code: 1, error: expect.stringContaining('--nope') })
    expect(await revelado('restore', 'a', '--strength', '7', '--lang', 'es')).toMatchObject({
      code: 1,
      error: expect.stringContaining('la opción --strength espera 0–1'),
    })
    expect(await revelado('retouch')).toMatchObject({ code: 1, error: expect.stringContaining('retouch') })
    expect((await revelado('--version')).out).toMatch(/^\d+\.\d+\.\d+\n$/)
    expect((await revelado('restore', '--help', '--lang=es')).out).toContain('Opciones:')
  })

  it('says so when there is no model, or not that of the card', async () => {
    const input = await picture('a.png')
    const bare = (...argv: string[]) => {
      let error = ''
      const sink = { write: (text: string) => (error += text) }
      return run(argv, { out: sink, error: sink, environment: {}, signal: new AbortController().signal }).then((code) => ({ code, error }))
    }
    expect(await bare('restore', input, '--model', join(folder, 'none'))).toMatchObject({
      code: 1,
      error: expect.stringContaining('no model'),
    })
    const broken = join(folder, 'broken')
    writeTinyModel(broken)
    const card = JSON.parse(readFileSync(join(broken, 'card.json'), 'utf8'))
    writeFileSync(join(broken, 'card.json'), JSON.stringify({ ...card, look: { ...card.look, sha256: '00' } }))
    expect(await bare('restore', input, '--model', broken)).toMatchObject({ code: 1, error: expect.stringContaining('damaged') })
    writeFileSync(join(broken, 'look.onnx'), 'no graph')
    writeFileSync(join(broken, 'card.json'), JSON.stringify(card))
    expect(await bare('restore', input, '--model', broken)).toMatchObject({ code: 1, error: expect.stringContaining('damaged') })
  })
})

/** Runs the command as a process of its own; `onError` sees all that was written to the error stream so far. */
function spawned(argv: string[], onError: (text: string, child: ChildProcess) => void): Promise<{ code: number | null; error: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [BIN, ...argv, '--model', model, '--threads', '1'], {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, LC_ALL: 'C' },
    })
    let error = ''
    child.stderr.on('data', (data) => {
      error += data
      onError(error, child)
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, error }))
  })
}

describe('Ctrl-C', () => {
  it(
    'leaves no half file, says what is done, and the next run goes on from there',
    async () => {
      for (const name of ['a.png', 'b.png', 'c.png']) await picture(name, 400, 300)
      let sent = false
      const { code, error } = await spawned(['restore', folder], (text, child) => {
        if (sent || !text.includes('a.png →')) return
        sent = true
        child.kill('SIGINT')
      })
      expect(error).toMatch(/Stopped: [12] restored, [12] left/)
      expect(code).toBe(130)
      const left = visible(join(folder, 'revelado'))
      expect(left.filter((name) => name.startsWith('.'))).toEqual([])
      for (const name of left) await readPicture(join(folder, 'revelado', name))
      const { error: rest } = await revelado('restore', folder)
      expect(rest).toContain(`${3 - left.length} restored, ${left.length} done before`)
    },
    PROCESS_TIMEOUT,
  )
})
