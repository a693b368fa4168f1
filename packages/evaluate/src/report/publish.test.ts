import { describe, expect, it } from 'vitest'
import { BEGIN, END, joinReports, missingGroups, publishInCard, publishInReadme } from './publish.ts'

const single = {
  model: 'second',
  quick: false,
  seed: 1,
  figures: [
    { task: 'clean', set: 'kodak24', condition: 'clean', method: 'revelado', measure: 'PSNR RGB', value: 40.5, low: 39, high: 42, n: 24 },
    { task: 'clean', set: 'kodak24', condition: 'clean', method: 'untouched', measure: 'PSNR RGB', value: 60, low: 60, high: 60, n: 24 },
  ],
}
const report = joinReports([single])

describe('publishInReadme', () => {
  const text = `# title\n\n${BEGIN}\nold table\n${END}\n\nmore\n`

  it('replaces what lies between the marks, and nothing else', () => {
    const once = publishInReadme(text, report, 'en')
    expect(once).toMatch(/^# title\n\n<!-- figures: begin.*-->\nMeasured by `npx revelado evaluate --model second`, /)
    expect(once).toContain('| clean pictures, Kodak24 / CBSD68, PSNR (dB) | 40.50 / – | 60.00 / – |')
    expect(once).not.toContain('old table')
    expect(once.endsWith(`\n${END}\n\nmore\n`)).toBe(true)
    expect(publishInReadme(once, report, 'en')).toBe(once)
    expect(publishInReadme(text, report, 'es')).toContain('| 40,50 / – |')
  })

  it('refuses a text without marks', () => {
    expect(() => publishInReadme('# title', report, 'en')).toThrow('figures: begin')
  })
})

it('missingGroups names what a partial report would wipe out', () => {
  const missing = missingGroups(report)
  expect(missing).toContain('noise')
  expect(missing).not.toContain('clean')
})

it('publishInCard gives the model’s own figures and leaves the rest', () => {
  const card = { name: 'second', figures: { old: '1' }, knownFailures: ['a'] }
  expect(publishInCard(card, report)).toEqual({
    name: 'second',
    figures: { 'clean / kodak24 / clean / PSNR RGB': '40.500 (39.000 … 42.000, n 24)' },
    figuresBy: 'npx revelado evaluate --model second',
    knownFailures: ['a'],
  })
  expect(publishInCard(card, report, ['b']).knownFailures).toEqual(['b'])
})

describe('joinReports', () => {
  const noise = { ...single.figures[0], task: 'noise', condition: 'σ 25' }
  const quick = { ...single, quick: true, figures: [{ ...single.figures[0], value: 1, n: 8 }, noise] }

  it('takes a group from the first report that has it, and says which command measured what', () => {
    const joined = joinReports([single, quick])
    expect(joined.figures).toEqual([...single.figures, noise])
    const text = publishInReadme(`${BEGIN}\n${END}`, joined, 'en')
    expect(text).toContain(
      'Measured by `npx revelado evaluate --model second --only clean` and by `npx revelado evaluate --model second --quick --only noise` (8 pictures',
    )
    expect(publishInCard({}, joined)).toMatchObject({
      figuresBy: 'npx revelado evaluate --model second --only clean; npx revelado evaluate --model second --quick --only noise',
    })
  })

  it('refuses reports of different models', () => {
    expect(() => joinReports([single, { ...quick, model: 'third' }])).toThrow('one model')
  })
})
