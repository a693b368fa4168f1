// Polarity on real files: what a file is, its name or its folder says.
import { polarityRight, polarityWrong } from '../measures/polarity.ts'
import { model } from '../method.ts'
import type { Task } from '../task.ts'

/** Names of real negatives; what other tools made of them is marked _POS or reference and does not count. */
const NEGATIVE = /_NEG$/

export const polarityReal: Task = {
  name: 'polarity-real',
  title: 'Polarity, real pictures',
  about: 'Files named _NEG are negatives, old prints are not; long side ≤ 1024. Only looked at and counted, never tuned on.',
  wants: [{ role: 'negatives' }, { role: 'old' }],
  whole: 1024,
  pooled: true,
  takes: (set, name) => set === 'real/old' || NEGATIVE.test(name),
  cases({ set, picture }) {
    const negative = set === 'real/negatives'
    return [{ condition: negative ? 'film negatives' : 'old prints', input: picture, negative }]
  },
  methods: (tools) => model(tools, () => ({ inspectOnly: true })),
  measures: [polarityWrong, polarityRight],
}
