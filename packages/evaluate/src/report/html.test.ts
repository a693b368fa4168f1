import { createPicture } from '@revelado/core'
import { expect, it } from 'vitest'
import type { Evaluation } from '../result.ts'
import { Showcase } from '../showcase.ts'
import { TASKS } from '../tasks/index.ts'
import { htmlReport } from './html.ts'

const plain = createPicture(4, 4)
const EMPTY: Evaluation = {
  version: 1,
  model: 'mine',
  against: 'first',
  quick: false,
  seed: 1,
  figures: [],
  curves: [],
  pairs: [],
  notMeasured: [],
  failures: [],
  showings: [],
}

async function shown(task: string, scores: readonly (readonly [score: number, gain: number])[]) {
  const showcase = new Showcase(TASKS.find(({ name }) => name === task)!)
  for (const [i, [score, gain]] of scores.entries())
    await showcase.offer(
      { set: 'kodak24', picture: `p${i}`, condition: 'σ 25' },
      { score, gain },
      { condition: 'σ 25', input: plain, target: plain },
      [
        { label: 'revelado', picture: plain, score },
        { label: 'untouched', picture: plain, score: 20.4 },
      ],
    )
  return showcase.showings()
}

const headings = (html: string) => Array.from(html.matchAll(/<h4>(.*?)<\/h4>/g), ([, text]) => text)

it('shows the worst ten of a condition, numbered, with a figure under each picture', async () => {
  const showings = await shown(
    'noise',
    Array.from({ length: 13 }, (_, i) => [30 + ((7 * i) % 13), Number.NaN] as const),
  )
  const html = htmlReport({ ...EMPTY, showings }, TASKS)
  expect(headings(html)).toHaveLength(10)
  expect(headings(html)[0]).toBe('1. kodak24/p0: PSNR RGB 30.00 dB')
  expect(headings(html)[9]).toMatch(/^10\. .* 39\.00 dB$/)
  expect(Array.from(html.matchAll(/<figcaption>(.*?)<\/figcaption>/g), ([, text]) => text).slice(0, 3)).toEqual([
    'input: 20.40 dB',
    'revelado: 30.00 dB',
    'original',
  ])
})

it('shows losses against a rival by their size, and none where it won', async () => {
  const html = htmlReport(
    {
      ...EMPTY,
      showings: await shown('noise', [
        [30, -0.5],
        [31, -2],
        [29, 3],
      ]),
    },
    TASKS,
  )
  const losses = html.slice(html.indexOf('Worst losses against the rival'), html.indexOf('Worst cases first'))
  expect(headings(losses)).toEqual(['1. kodak24/p1: PSNR RGB −2.00 dB', '2. kodak24/p0: PSNR RGB −0.50 dB'])
})

it('shows triptychs of the predecessor’s groups: original, input, output', async () => {
  const examples = (
    await shown('predecessor', [
      [30, 1],
      [20, 1],
      [25, 1],
      [1, 1],
    ])
  ).filter(({ kind }) => kind === 'example')
  expect(examples.map(({ picture }) => picture)).toEqual(['p0', 'p1', 'p2'])
  expect(examples[0].pictures.map(({ label }) => label)).toEqual(['original', 'input', 'revelado'])
})
