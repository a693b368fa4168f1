// The change map: is the network right about where it is wrong, and honest about what it invented?
import { calibration, inventedPrecision, inventedRecall } from '../measures/honesty.ts'
import { model } from '../method.ts'
import type { Task } from '../task.ts'
import { mixtureCases } from './mixtures.ts'

export const changeMap: Task = {
  name: 'change-map',
  title: 'Change map',
  about:
    'On mixtures. Calibration: coverage of the spread’s Laplace intervals against nominal, mean absolute difference over 19 levels. “Invented” against the true mask of lost content, pooled over pixels.',
  wants: [{ role: 'photographs', names: ['kodak24', 'cbsd68'] }],
  shrink: 2,
  most: 34,
  cases: (photo) => mixtureCases(photo, 'change-map'),
  methods: (tools) => model(tools),
  measures: [calibration, inventedPrecision, inventedRecall],
}
