// All groups of measurements, in the order of the report. A new one is one file and one line here.
import type { Task } from '../task.ts'
import { blur } from './blur.ts'
import { bwNegatives } from './bw-negatives.ts'
import { changeMap } from './change-map.ts'
import { clean } from './clean.ts'
import { colour } from './colour.ts'
import { faces } from './faces.ts'
import { jpeg } from './jpeg.ts'
import { large } from './large.ts'
import { lost } from './lost.ts'
import { mixtures } from './mixtures.ts'
import { negatives } from './negatives.ts'
import { noise } from './noise.ts'
import { polarity } from './polarity.ts'
import { polarityReal } from './polarity-real.ts'
import { predecessor } from './predecessor.ts'
import { saltAndPepper } from './salt-and-pepper.ts'

export const TASKS: readonly Task[] = [
  noise,
  jpeg,
  blur,
  saltAndPepper,
  clean,
  lost,
  negatives,
  bwNegatives,
  polarity,
  polarityReal,
  colour,
  mixtures,
  large,
  changeMap,
  predecessor,
  faces,
]
