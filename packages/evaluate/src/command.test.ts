import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Random } from '@revelado/core'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { evaluateCommand } from './command.ts'
import { evaluate } from './evaluate.ts'
import type { Restorer } from './restorer.ts'
import type { Figure } from './result.ts'
import { runTask } from './run-task.ts'
import { TASKS } from './tasks/index.ts'

const SHIPPED = JSON.parse(readFileSync(new URL('../../../models/default.json', import.meta.url), 'utf8')).default as string

let folder = ''
const sets = () => join(folder, 'sets')

/** A small made picture: slopes, a disc, a little texture. */
async function drawPicture(path: string, seed: number): Promise<void> {
  const random = new Random(seed)
  const [width, height] = [56, 44]
  const bytes = new Uint8Array(3 * width * height)
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const disc = Math.hypot(x - 24 - 3 * seed, y - 20) < 12
      for (let c = 0; c < 3; c++, i++) bytes[i] = (disc ? [190, 60, 40][c] : 40 + 2 * x + c * y) + random.int(0, 8)
    }
  await sharp(bytes, { raw: { width, height, channels: 3 } })
    .png()
    .toFile(path)
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'evaluate-'))
  for (const name of ['kodak24', 'real/negatives', 'real/old']) mkdirSync(join(sets(), name), { recursive: true })
  for (const [i, name] of ['kodak24/one', 'kodak24/two', 'real/negatives/a_NEG', 'real/negatives/a_POS', 'real/old/b'].entries())
    await drawPicture(join(sets(), `${name}.png`), i)
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Does nothing and knows everything: takes every picture for a negative, invents nothing. */
const fake: Restorer = async (picture) => {
  const plane = { width: picture.width, height: picture.height, data: new Float32Array(picture.width * picture.height) }
  return {
    picture,
    gate: plane,
    developed: picture,
    spread: { ...plane, data: plane.data.map(() => 0.02) },
    decisions: { negative: 0.9, bw: 0, tone: 0, lost: 0 },
  }
}

const listener = () => {
  const lines: string[] = []
  return { lines, io: { print: (line: string) => void lines.push(line), progress: () => {} } }
}

describe('evaluate', () => {
  it('measures every group with a fake restorer, alike for the same seed', async () => {
    const faces = new Map([['b.png', [{ x: 0.2, y: 0.2, width: 0.5, height: 0.5 }]]])
    const options = { sets: sets(), restorer: fake, model: 'fake', faces, quick: true, quickPictures: 1 }
    const first = await evaluate(options)
    expect(first.failures).toEqual([])
    // No file of SqueezeNet's here
    for (const { name, measures, vectors } of TASKS)
      for (const measure of measures)
        if (!(vectors && measure.collective))
          expect(
            first.figures.some((f) => f.task === name && f.measure === measure.name && f.method === 'revelado'),
            `${name}: ${measure.name}`,
          ).toBe(true)
    expect(first.notMeasured.some(({ what }) => what.includes('squeezenet1.1.onnx'))).toBe(true)
    const of = (task: string, condition: string, method: string, measure: string) =>
      first.figures.find((f: Figure) => f.task === task && f.condition === condition && f.method === method && f.measure === measure)?.value
    expect(of('polarity-real', 'film negatives', 'revelado', 'polarity wrong')).toBe(0)
    expect(of('polarity-real', 'old prints', 'revelado', 'polarity wrong')).toBe(1)
    expect(of('polarity-real', 'all', 'revelado', 'polarity wrong')).toBe(1)
    expect(of('clean', 'clean', 'revelado', 'PSNR RGB')).toBe(60)
    expect(of('noise', 'σ 25', 'non-local means', 'PSNR RGB')).toBeGreaterThan(of('noise', 'σ 25', 'untouched', 'PSNR RGB')! + 2)
    expect(of('lost', '5–15 %', 'Telea, told the mask', 'PSNR inside')).toBeGreaterThan(of('lost', '5–15 %', 'revelado', 'PSNR inside')!)
    expect(of('faces', 'old photographs', 'revelado, faces protected', 'ΔE2000 of faces to the developed picture')).toBe(0)
    expect(first.notMeasured.map(({ what }) => what)).toContain('cbsd68: not found')
    const only = ['lost', 'negatives']
    const again = await evaluate({ ...options, only })
    expect(again.figures).toEqual(first.figures.filter(({ task }) => only.includes(task)))
  })

  it('says so when no picture has marked faces', async () => {
    const { figures, notMeasured } = await evaluate({ sets: sets(), restorer: fake, only: ['faces'] })
    expect(figures).toEqual([])
    expect(notMeasured.map(({ what }) => what)).toEqual([expect.stringContaining('--faces FILE')])
  })

  it('lists a failing method and goes on', async () => {
    const restorer: Restorer = async () => {
      throw new Error('out of order')
    }
    const { figures, failures } = await evaluate({ sets: sets(), restorer, only: ['clean'] })
    expect(failures.map(({ picture, message }) => [picture, message])).toEqual([
      ['one', 'out of order'],
      ['two', 'out of order'],
    ])
    expect(figures.map(({ method, n }) => [method, n])).toEqual([
      ['untouched', 2],
      ['untouched', 2],
    ])
  })

  it('pairs two models picture by picture', async () => {
    const dims: Restorer = async (picture) => ({ picture: { ...picture, data: picture.data.map((v) => v * 0.9) } })
    const { pairs, against, figures, showings } = await evaluate({
      sets: sets(),
      restorer: dims,
      model: 'dims',
      rival: fake,
      against: 'fake',
      only: ['clean'],
    })
    expect(against).toBe('fake')
    const [pair] = pairs
    expect(pair).toMatchObject({ task: 'clean', method: 'revelado', measure: 'PSNR RGB', won: 0, lost: 1, gain: { n: 2 } })
    const of = (method: string) => figures.find((f) => f.method === method && f.measure === 'PSNR RGB')!.value
    expect(pair.gain.value).toBeCloseTo(of('revelado') - of('rival'), 9)
    expect(of('rival')).toBe(60)
    const [loss] = showings.filter(({ kind }) => kind === 'loss')
    expect(loss).toMatchObject({ picture: pair.pictures[0].picture, score: pair.pictures[0].gain })
    expect(loss.pictures.map(({ label }) => label)).toEqual(['input', 'revelado', 'rival', 'original'])
  })

  it('shows the worst case first', async () => {
    const task = TASKS.find(({ name }) => name === 'clean')!
    const dims: Restorer = async (picture) => ({ picture: { ...picture, data: picture.data.map((v) => v * 0.9) } })
    const { showings } = await runTask(
      task,
      [{ name: 'kodak24', role: 'photographs', files: ['one', 'two'].map((n) => join(sets(), 'kodak24', `${n}.png`)) }],
      { restorer: dims, peers: {} },
      { seed: 1, quick: false, quickPictures: 1 },
    )
    expect(showings).toHaveLength(2)
    expect(showings[0].score).toBeLessThan(showings[1].score)
    expect(showings[0].pictures.map(({ label }) => label)).toEqual(['input', 'revelado', 'original'])
  })
})

describe('evaluateCommand', () => {
  it('writes the reports and says where', async () => {
    const { lines, io } = listener()
    const out = join(folder, 'out')
    expect(
      await evaluateCommand(['--sets', sets(), '-o', out, '--model', 'none', '--peers', folder, '--only', 'lost,clean', '--quick'], io),
    ).toBe(0)
    expect(lines).toContain('not measured (all): the model: none was given')
    expect(lines).toContain(join(out, 'report.md'))
    for (const name of ['lost.png', 'clean.png']) expect(existsSync(join(out, name))).toBe(true)
    expect(readFileSync(join(out, 'report.md'), 'utf8')).toMatch(/\| kodak24 \| 5–15 % \| 2 \|/)
    expect(JSON.parse(readFileSync(join(out, 'report.json'), 'utf8')).figures.length).toBeGreaterThan(3)
    expect(readFileSync(join(out, 'report.html'), 'utf8')).toContain('data:image/jpeg;base64,/9j/')
  })

  it('says what a user got wrong', async () => {
    writeFileSync(join(folder, 'file'), '')
    for (const [argv, code, sentence] of [
      [['--only', 'nose'], 'bad-argument', 'received nose'],
      [['--sets', sets(), '--model', 'none', '--against', SHIPPED], 'bad-argument', '--against'],
      [['--sets', sets(), '--against', 'no-such-model'], 'no-model', 'no-such-model'],
      [['--sets', sets(), '--faces', join(folder, 'no.json')], 'not-found', 'no.json'],
      [['--frobnicate'], 'bad-argument', '--frobnicate'],
      [['--sets', join(folder, 'no')], 'not-found', join(folder, 'no')],
      [['--sets', sets(), '--model', 'no-such-model'], 'no-model', 'no-such-model'],
      [['--sets', sets(), '--model', 'none', '--only', 'clean', '-o', join(folder, 'file')], 'not-writable', 'could not be written'],
    ] as const)
      await expect(evaluateCommand(argv, listener().io)).rejects.toMatchObject({ code, message: expect.stringContaining(sentence) })
  })

  it('stops when it is asked to, and prints its help', async () => {
    const { lines, io } = listener()
    const argv = ['--sets', sets(), '--model', 'none', '--only', 'clean', '-o', join(folder, 'stopped')]
    await expect(evaluateCommand(argv, { ...io, signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' })
    expect(existsSync(join(folder, 'stopped'))).toBe(false)
    expect(await evaluateCommand(['--help'], io)).toBe(0)
    expect(lines.join('\n')).toContain('--only GROUPS')
  })
})
