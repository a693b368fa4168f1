// Polarity: simulated negatives with their borders among photographs; is each taken for what it is, and right in every part?
import { createPicture, type Picture, resizeArea } from '@revelado/core'
import { drawNegative, makeNegative } from '@revelado/synth'
import { roundToBytes } from '../bytes.ts'
import { grey } from '../grey.ts'
import { agreement, polarityRight } from '../measures/polarity.ts'
import { model } from '../method.ts'
import type { Case, Task } from '../task.ts'
import { INVERSIONS } from './negatives.ts'

/** The photograph in its frame, black around it. */
function inBox(picture: Picture, box: NonNullable<Case['box']>): Picture {
  const { x, y, width, height } = box
  if (width === picture.width && height === picture.height) return picture
  const small = resizeArea(picture, width, height)
  const out = createPicture(picture.width, picture.height)
  for (let c = 0; c < 3; c++)
    for (let row = 0; row < height; row++)
      out.data.set(
        small.data.subarray((c * height + row) * width, (c * height + row + 1) * width),
        (c * picture.height + y + row) * picture.width + x,
      )
  return out
}

export const polarity: Task = {
  name: 'polarity',
  title: 'Polarity, simulated',
  about:
    'Of every photograph (long side ≤ 512) one simulated negative on held-out film, with rebate, holder or edits where drawn, in turn colour and black-and-white; and the photograph itself, in turn colour and grey. Agreement: share of 16-pixel blocks whose luma goes the right way.',
  wants: [{ role: 'photographs', names: ['photos'] }],
  whole: 512,
  most: 500,
  cases({ picture, index }, random) {
    const bw = index % 2 === 1
    const { scan, box } = makeNegative(picture, drawNegative(random, { kind: bw ? 'bw' : 'colour', heldOut: true }))
    return [
      { condition: 'negatives', input: roundToBytes(scan), target: inBox(picture, box), box, negative: true, bw },
      { condition: 'photographs', input: bw ? grey(picture) : picture, target: picture, negative: false, bw },
    ]
  },
  methods: (tools) => [...model(tools), ...INVERSIONS],
  measures: [polarityRight, agreement],
}
