// Salt and pepper: pixels that are fully white or black.
import { applyDamages } from '../apply-damages.ts'
import { median } from '../baselines/median.ts'
import { psnrRgb } from '../measures/fidelity.ts'
import { classical, model, nothing } from '../method.ts'
import type { Task } from '../task.ts'

export const saltAndPepper: Task = {
  name: 'salt-and-pepper',
  title: 'Salt and pepper',
  about: '2 and 8 % of the pixels, drawn one by one, turned white or black in all channels at once.',
  wants: [{ role: 'photographs', names: ['kodak24'] }],
  cases: ({ picture }, random) =>
    [2, 8].map((percent) => {
      const parameters = { share: percent / 100, each: false, salt: 0.5, seed: random.split(percent).bits() }
      return { condition: `${percent} %`, ...applyDamages(picture, [{ name: 'salt-and-pepper', parameters }]), target: picture }
    }),
  methods: (tools) => [...model(tools), nothing, classical('median of 3 × 3', median)],
  measures: [psnrRgb],
}
