// Mixtures: what kind of picture, lightly and heavily damaged, as the recipes of training draw them, on held-out film.
import type { Picture } from '@revelado/core'
import { applyRecipe, drawRecipe, type Kind } from '@revelado/synth'
import { classicalChain } from '../baselines/chain.ts'
import { roundToBytes } from '../bytes.ts'
import { psnrRgb } from '../measures/fidelity.ts'
import { classical, model, nothing } from '../method.ts'
import type { Case, Photo, Task } from '../task.ts'

export const FAMILIES: readonly { readonly name: string; readonly kinds: Readonly<Record<Kind, number>> }[] = [
  { name: 'negative', kinds: { 'colour-negative': 3, 'bw-negative': 2, bw: 0, colour: 0 } },
  { name: 'black-and-white', kinds: { 'colour-negative': 0, 'bw-negative': 0, bw: 1, colour: 0 } },
  { name: 'colour', kinds: { 'colour-negative': 0, 'bw-negative': 0, bw: 0, colour: 1 } },
]

/** A picture damaged as the seed says; damage grows with `scale`. */
export function damagedCase(picture: Picture, kinds: Readonly<Record<Kind, number>>, seed: string, scale = 1): Omit<Case, 'condition'> {
  const { width, height } = picture
  const recipe = drawRecipe(seed, {
    width,
    height,
    scale,
    mixture: { kinds, severities: { clean: 0, light: 0.72, heavy: 0.28 }, inverted: 0, heldOut: true },
  })
  const { input, target, lost, box } = applyRecipe(picture, recipe)
  return { input: roundToBytes(input), target, lost, box, negative: recipe.labels.negative === 1, bw: recipe.labels.bw === 1 }
}

/** One damaged sample of each family. */
export function mixtureCases({ picture, set, name }: Photo, seed: string): Case[] {
  return FAMILIES.map((family) => ({
    condition: family.name,
    ...damagedCase(picture, family.kinds, `${seed}/${set}/${name}/${family.name}`),
  }))
}

export const mixtures: Task = {
  name: 'mixtures',
  title: 'Mixtures',
  about:
    'Damage as in training, light and heavy, on held-out film: one recipe of each family for each picture, halved. The classical chain is density inverter (told the polarity) → non-local means → Telea (told the true mask).',
  wants: [{ role: 'photographs', names: ['kodak24', 'cbsd68'] }],
  shrink: 2,
  most: 34,
  cases: (photo) => mixtureCases(photo, 'mixtures'),
  methods: (tools) => [
    ...model(tools),
    nothing,
    classical('classical chain', (picture, { negative, lost }) => classicalChain(picture, { negative: negative === true, lost })),
  ],
  measures: [psnrRgb],
}
