import { expect, it } from 'vitest'
import { findDamage } from './damage/register.ts'
import { drawRecipe } from './draw.ts'
import { REVELADO_MIXTURE } from './mixture.ts'
import type { Recipe } from './recipe.ts'

const COUNT = 1500
const recipes: Recipe[] = Array.from({ length: COUNT }, (_, k) => drawRecipe(`mixture ${k}`, { width: 120, height: 90 }))
const names = (recipe: Recipe): string[] => recipe.steps.map(({ name }) => name)
/** Four deviations of a share p of n draws. */
const near = (p: number, n = COUNT): number => 4 * Math.sqrt((p * (1 - p)) / n)
const shareOf = (of: (recipe: Recipe) => boolean, among: Recipe[] = recipes): number => among.filter(of).length / among.length

it('draws kinds and severities in the shares of the mixture', () => {
  for (const [kind, p] of Object.entries(REVELADO_MIXTURE.kinds))
    expect(Math.abs(shareOf((r) => r.kind === kind) - p)).toBeLessThan(near(p))
  for (const [severity, p] of Object.entries(REVELADO_MIXTURE.severities))
    expect(Math.abs(shareOf((r) => r.severity === severity) - p)).toBeLessThan(near(p))
})

it('tones a third of the black-and-white prints and fades three in ten of the damaged positives', () => {
  const prints = recipes.filter((r) => r.kind === 'bw' && !names(r).includes('film-negative'))
  expect(Math.abs(shareOf((r) => names(r).includes('toning'), prints) - 1 / 3)).toBeLessThan(near(1 / 3, prints.length))
  const positives = recipes.filter((r) => r.labels.negative === 0 && r.severity !== 'clean' && !names(r).includes('film-negative'))
  const faded = shareOf(
    (r) => ['fading', 'low-contrast', 'exposure', 'cast', 'uneven-light'].some((tone) => names(r).includes(tone)),
    positives,
  )
  expect(Math.abs(faded - 0.3)).toBeLessThan(near(0.3, positives.length))
})

it('labels what the steps do', () => {
  const tones = ['toning', 'fading', 'low-contrast', 'exposure', 'cast']
  for (const recipe of recipes) {
    const { labels, kind, severity } = recipe
    const has = names(recipe)
    const film = has.includes('film-negative')
    expect(labels.negative).toBe(kind.endsWith('negative') ? 1 : 0)
    expect(labels.bw).toBe(kind.startsWith('bw') ? 1 : 0)
    expect(labels.lost).toBe(severity === 'heavy' ? 1 : 0)
    if (labels.negative) expect(labels.tone).toBe(0)
    else expect(labels.tone).toBe(film || tones.some((tone) => has.includes(tone)) ? 1 : 0)
    if (kind === 'bw' && !film) expect(has).toContain('bw-conversion')
    if (kind === 'colour' && severity === 'clean' && !film) expect(has.filter((name) => name !== 'mount')).toEqual(['rounding'])
  }
})

it('keeps a plausible order: film first, tone before noise, JPEG last but for the rounding', () => {
  for (const recipe of recipes) {
    const has = names(recipe)
    expect(has.at(-1)).toBe('rounding')
    if (has.includes('jpeg')) expect(has.at(-2)).toBe('jpeg')
    const before = (a: string, b: string): void => {
      if (has.includes(a) && has.includes(b)) expect(has.indexOf(a), `${a} before ${b} in ${has.join(' ')}`).toBeLessThan(has.indexOf(b))
    }
    before('bw-conversion', 'toning')
    before('toning', 'fading')
    before('fading', 'scratches')
    before('film-negative', 'scratches')
    before('film-negative', 'gaussian-noise')
    before('scratches', 'rescale')
    before('stains', 'jpeg')
    before('lost-shapes', 'rescale')
  }
})

it('gives the benchmarks their due: plain Gaussian noise alone and aligned JPEG alone, often', () => {
  const light = recipes.filter((r) => r.severity === 'light' && r.kind === 'colour')
  const alone = (name: string): number => shareOf((r) => names(r).join() === `${name},rounding`, light)
  expect(alone('gaussian-noise')).toBeGreaterThan(0.03)
  expect(alone('jpeg')).toBeGreaterThan(0.05)
})

it('draws one to three light damages for a light sample', () => {
  for (const recipe of recipes.filter((r) => r.severity === 'light')) {
    const count = names(recipe).filter((name) => !['rounding', 'mount', 'film-negative', 'bw-conversion', 'toning'].includes(name)).length
    expect(count).toBeGreaterThanOrEqual(1)
    expect(count).toBeLessThanOrEqual(5) // three, and two tones among the faded
  }
})

it('is the same for the same seed, another for another, and plain JSON', () => {
  const again = drawRecipe('mixture 7', { width: 120, height: 90 })
  expect(again).toEqual(recipes[7])
  expect(JSON.parse(JSON.stringify(again))).toEqual(again)
  expect(new Set(recipes.map((r) => JSON.stringify(r.steps))).size).toBeGreaterThan(0.93 * COUNT)
})

it('obeys a mixture that differs', () => {
  const only = drawRecipe(1, {
    width: 60,
    height: 40,
    mixture: { kinds: { 'colour-negative': 0, 'bw-negative': 0, bw: 0, colour: 1 }, faded: 0, inverted: 0 },
  })
  expect(only.kind).toBe('colour')
  expect(only.labels.tone).toBe(0)
})

it('mounts three in ten of the positives, before anything else, and no film', () => {
  const positives = recipes.filter((r) => !names(r).includes('film-negative'))
  expect(Math.abs(shareOf((r) => names(r)[0] === 'mount', positives) - 0.3)).toBeLessThan(near(0.3, positives.length))
  for (const recipe of recipes) if (names(recipe).includes('film-negative')) expect(names(recipe)).not.toContain('mount')
})

it('draws less noise for negatives than for prints', () => {
  const most = (film: boolean): number =>
    Math.max(
      ...recipes
        .filter((r) => names(r).includes('film-negative') === film)
        .flatMap((r) => r.steps.filter(({ name }) => name === 'gaussian-noise').map(({ parameters }) => parameters.sigma as number)),
    )
  expect(most(true)).toBeLessThan(0.35 * 55)
  expect(most(false)).toBeGreaterThan(45)
})

it('draws marks larger where the mixture says so, and nothing else', () => {
  const drawn = (marks?: number) =>
    Array.from({ length: 600 }, (_, k) => drawRecipe(`marks ${k}`, { width: 120, height: 90, mixture: marks ? { marks } : {} }))
  const plain = drawn()
  const large = drawn(3)
  const ratios: number[] = []
  for (const [i, recipe] of plain.entries()) {
    expect(names(large[i])).toEqual(names(recipe))
    for (const [k, { name, parameters }] of recipe.steps.entries()) {
      const other = large[i].steps[k].parameters as Record<string, number>
      const own = parameters as Record<string, number>
      if (name === 'scratches') ratios.push(other['width'] / own['width'])
      else if (name === 'dust') ratios.push(other['size'] / own['size'])
      else if (name === 'film-negative') {
        const { dirt, ...film } = parameters as { dirt: { size: number } | null }
        const { dirt: larger, ...same } = large[i].steps[k].parameters as { dirt: { size: number } | null }
        expect(same).toEqual(film)
        if (dirt && larger) ratios.push(larger.size / dirt.size)
      } else expect(other).toEqual(own)
    }
  }
  expect(Math.min(...ratios)).toBeGreaterThanOrEqual(1 - 1e-9)
  expect(Math.max(...ratios)).toBeLessThanOrEqual(3 + 1e-9)
  expect(Math.abs(ratios.filter((r) => r < Math.sqrt(3)).length / ratios.length - 0.5)).toBeLessThan(near(0.5, ratios.length))
})

it('draws the losses of positives from those that a mixture names', () => {
  const mixture = {
    kinds: { 'colour-negative': 0, 'bw-negative': 0, bw: 0.5, colour: 0.5 },
    severities: { clean: 0, light: 0, heavy: 1 },
    heavy: { creases: 3, folds: 1 },
    inverted: 0,
  }
  const drawn = Array.from({ length: 400 }, (_, k) => names(drawRecipe(`heavy ${k}`, { width: 120, height: 90, mixture })))
  const losses = drawn.map((steps) => steps.filter((name) => findDamage(name)?.reach === 'loss'))
  for (const list of losses) expect(list.every((name) => name in mixture.heavy) && list.length > 0).toBe(true)
  // First 3 in 4; three in ten draw again, and a quarter of the others are creases then
  const p = 0.75 + 0.25 * 0.3 * 0.75
  expect(Math.abs(losses.filter((list) => list.includes('creases')).length / drawn.length - p)).toBeLessThan(near(p, drawn.length))
})
