// The groups that the predecessor showed, damaged as it damaged them: its negatives are 255 − x, its losses plain shapes.
import type { Random } from '@revelado/core'
import { findDamage } from '@revelado/synth'
import { applyDamages, type DamageStep } from '../apply-damages.ts'
import { complement } from '../baselines/complement.ts'
import { grey } from '../grey.ts'
import { deltaE } from '../measures/colour.ts'
import { psnrInside, psnrRgb } from '../measures/fidelity.ts'
import { classical, model, nothing, peer } from '../method.ts'
import type { Case, Photo, Task } from '../task.ts'

const SIGMA = 25
const INVERSION: DamageStep = { name: 'inversion', parameters: {} }

function damagedCases({ picture }: Photo, random: Random): Case[] {
  const { width, height } = picture
  const noise = (seed: string): DamageStep => ({
    name: 'gaussian-noise',
    parameters: { sigma: SIGMA, seed: random.split(seed).bits() },
  })
  const loss: DamageStep = {
    name: 'lost-shapes',
    parameters: findDamage('lost-shapes')!.draw(random.split('loss'), { width, height, scale: 1 }),
  }
  const groups: { condition: string; negative: boolean; steps: DamageStep[] }[] = [
    { condition: 'negative', negative: true, steps: [INVERSION] },
    { condition: 'negative, Gaussian noise', negative: true, steps: [INVERSION, noise('negative')] },
    { condition: 'Gaussian noise', negative: false, steps: [noise('positive')] },
    { condition: 'negative, lost regions', negative: true, steps: [INVERSION, loss] },
  ]
  return groups.map(({ condition, negative, steps }) => ({ condition, negative, target: picture, ...applyDamages(picture, steps) }))
}

export const predecessor: Task = {
  name: 'predecessor',
  title: 'The predecessor’s groups',
  about: `Black-and-white (luma); negatives as 255 − x, clean, with Gaussian noise of σ ${SIGMA}, with lost regions; that noise alone. Long side ≤ 512. “photos” are the test photographs, “photos-train” photographs of the training set, Kodak24 pictures from elsewhere.`,
  wants: [{ role: 'photographs', names: ['kodak24', 'photos', 'photos-train'] }],
  whole: 512,
  mostOfEach: 100,
  examples: 3,
  cases: (photo, random) => [
    { condition: 'black-and-white', input: grey(photo.picture), target: photo.picture, negative: false, bw: true },
    ...damagedCases(photo, random),
  ],
  methods: (tools) => [
    ...model(tools),
    nothing,
    classical('255 − x, told the polarity', (picture, { negative }) => (negative ? complement(picture) : picture)),
    ...peer(tools.peers.predecessor),
  ],
  measures: [psnrRgb, deltaE, psnrInside],
}
