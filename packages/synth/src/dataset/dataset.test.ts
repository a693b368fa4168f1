import { expect, it } from 'vitest'
import { flatPhoto } from '../damage/test-photo.ts'
import { contactSheet } from './contact-sheet.ts'
import { type ManifestLine, manifestHead, readManifest, remaining, sampleFiles } from './manifest.ts'
import { planDataset, plannedRecipe } from './plan.ts'

const photos = Array.from({ length: 200 }, (_, k) => `photo ${k}.jpg`)
const options = { recipe: 'revelado', seed: 1, photos } as const
const plan = planDataset(options)

function lineOf(index: number): ManifestLine {
  const { photo, split } = plan[index]
  return { index, photo, split, files: sampleFiles(plan[index]), sha256: {}, recipe: plannedRecipe(plan[index], 30, 20) }
}

it('plans each photograph once, a tenth of them for testing, the same each time', () => {
  expect(plan.map(({ photo }) => photo)).toEqual(photos)
  expect(plan.filter(({ split }) => split === 'test').length).toBe(20)
  expect(planDataset(options)).toEqual(plan)
  expect(planDataset({ ...options, seed: 2 }).map(({ split }) => split)).not.toEqual(plan.map(({ split }) => split))
})

it('gives the predecessor its shares', () => {
  const set = planDataset({ recipe: 'predecessor', seed: 1, photos })
  expect(set.filter(({ allotment }) => allotment?.severity === 'heavy').length).toBe(50)
  expect(set.every((planned) => plannedRecipe(planned, 30, 20).severity === planned.allotment?.severity)).toBe(true)
})

it('never plans to train on what is held out, and keeps the counts', () => {
  const heldOut = new Set(photos.slice(40, 58))
  for (const recipe of ['predecessor', 'revelado'] as const) {
    const before = planDataset({ recipe, seed: 1, photos })
    const set = planDataset({ recipe, seed: 1, photos, heldOut })
    expect(set.filter(({ photo, split }) => heldOut.has(photo) && split === 'train')).toEqual([])
    const count = (of: typeof set): number => of.filter(({ split }) => split === 'test').length
    expect(count(set)).toBe(count(before))
    const kinds = (of: typeof set): string[] => of.map(({ allotment }) => JSON.stringify(allotment)).sort()
    expect(kinds(set)).toEqual(kinds(before))
  }
  expect(() => planDataset({ ...options, heldOut: new Set(photos.slice(0, 30)) })).toThrow(/held out/)
})

it('refuses an empty list and one that repeats itself', () => {
  expect(() => planDataset({ ...options, photos: [] })).toThrow(/at least one/)
  expect(() => planDataset({ ...options, photos: ['a', 'b', 'a'] })).toThrow(/once/)
})

it('goes on after a kill in the middle of a line', () => {
  const head = manifestHead(options)
  const text = [head, lineOf(0), lineOf(5)].map((line) => JSON.stringify(line)).join('\n')
  expect([...readManifest(`${text}\n`, head).keys()]).toEqual([0, 5])
  const torn = readManifest(text.slice(0, -10), head)
  expect([...torn.keys()]).toEqual([0])
  expect(remaining(plan, torn).length).toBe(199)
  expect(readManifest('', head).size).toBe(0)
  expect(readManifest('{"revel', head).size).toBe(0)
})

it('refuses a folder that holds another set, and a broken line', () => {
  const head = manifestHead(options)
  const text = `${JSON.stringify(head)}\n`
  expect(() => readManifest(text, manifestHead({ ...options, seed: 2 }))).toThrow(/another/)
  expect(() => readManifest(text, manifestHead({ ...options, photos: photos.toReversed() }))).toThrow(/another/)
  expect(() => readManifest(`${text}not json\n${JSON.stringify(lineOf(1))}\n`, head)).toThrow(/line 2/)
})

it('lays pairs out on a sheet, each fitted into its cell', () => {
  const pair = { input: flatPhoto(1, 40, 20), target: flatPhoto(0, 40, 20) }
  const sheet = contactSheet([pair, pair, pair], { columns: 2, cell: 32, gap: 4 })
  expect([sheet.width, sheet.height]).toEqual([2 * (66 + 4) + 4, 2 * 36 + 4])
  const at = (x: number, y: number): number => sheet.data[y * sheet.width + x]
  expect([at(10, 20), at(4 + 34 + 10, 20), at(1, 1), at(10, 5)]).toEqual([1, 0, 0.25, 0.25])
})
