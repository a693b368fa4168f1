// Mixtures: what kind of picture, lightly and heavily damaged, as the recipes of training draw them, on held-out film.
import { applyRecipe, drawRecipe, type Kind } from '@revelado/synth'
import { classicalChain } from '../baselines/chain.ts'
import { roundToBytes } from '../bytes.ts'
import { psnrRgb } from '../measures/fidelity.ts'
import { classical, model, nothing } from '../method.ts'
import type { Case, Photo, Task } from '../task.ts'

const FAMILIES: { name: string; kinds: Record<Kind, number> }[] = [
  { name: 'negative', kinds: { 'colour-negative': 3, 'bw-negative': 2, bw: 0, colour: 0 } },
  { name: 'black-and-white', kinds: { 'colour-negative': 0, 'bw-negative': 0, bw: 1, colour: 0 } },
  { name: 'colour', kinds: { 'colour-negative': 0, 'bw-negative': 0, bw: 0, colour: 1 } },
]

/** One damaged sample of each family. */
export function mixtureCases({ picture, set, name }: Photo, seed: string): Case[] {
  const { width, height } = picture
  return FAMILIES.map((family) => {
    const recipe = drawRecipe(`${seed}/${set}/${name}/${family.name}`, {
      width,
      height,
      mixture: { kinds: family.kinds, severities: { clean: 0, light: 0.72, heavy: 0.28 }, inverted: 0, heldOut: true },
    })
    const { input, target, lost, box } = applyRecipe(picture, recipe)
    return {
      condition: family.name,
      input: roundToBytes(input),
      target,
      lost,
      box,
      negative: recipe.labels.negative === 1,
      bw: recipe.labels.bw === 1,
    }
  })
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
