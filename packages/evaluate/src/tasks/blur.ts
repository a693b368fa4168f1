// Blur: soft lenses, moved cameras, wrong focus, each of a stated strength.
import { applyDamages } from '../apply-damages.ts'
import { psnrRgb, ssimRgb } from '../measures/fidelity.ts'
import { model, nothing } from '../method.ts'
import type { Task } from '../task.ts'

const STEPS = [
  { condition: 'Gaussian, σ 1', name: 'gaussian-blur', parameters: { sigma: 1 } },
  { condition: 'Gaussian, σ 2', name: 'gaussian-blur', parameters: { sigma: 2 } },
  { condition: 'motion, 6 px', name: 'motion-blur', parameters: { length: 6 } },
  { condition: 'out of focus, radius 2', name: 'defocus', parameters: { radius: 2 } },
] as const

export const blur: Task = {
  name: 'blur',
  title: 'Blur',
  about:
    'Blurred in code values and rounded to 8 bits: by a Gaussian of σ 1 and 2 pixels, by a straight line of 6 pixels in any direction, by a disc of radius 2. Nobody is told which.',
  wants: [{ role: 'photographs', names: ['kodak24'] }],
  cases: ({ picture }, random) =>
    STEPS.map(({ condition, name, parameters }) => {
      const turned = name === 'motion-blur' ? { ...parameters, angle: random.split('angle').uniform(0, Math.PI) } : parameters
      return { condition, ...applyDamages(picture, [{ name, parameters: turned }]), target: picture }
    }),
  methods: (tools) => [...model(tools), nothing],
  measures: [psnrRgb, ssimRgb],
}
