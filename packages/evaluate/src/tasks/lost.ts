// Lost regions: holes to be found and filled, or only filled when the true mask is told.
import { navierStokes } from '../baselines/navier-stokes.ts'
import { telea } from '../baselines/telea.ts'
import { roundToBytes } from '../bytes.ts'
import { drawLostMask, loseContent } from '../lost-mask.ts'
import { psnrInside, psnrRgb } from '../measures/fidelity.ts'
import { classical, MODEL, model, nothing } from '../method.ts'
import type { Task } from '../task.ts'

export const lost: Task = {
  name: 'lost',
  title: 'Lost regions',
  about:
    'Blobs and tears over 5 to 15 % of the picture in paper white, black, grey or any colour. PSNR RGB of the lost pixels, and of the whole picture.',
  wants: [{ role: 'photographs', names: ['kodak24'] }],
  cases({ picture }, random) {
    const mask = drawLostMask(random.split('mask'), picture.width, picture.height)
    return [{ condition: '5–15 %', input: roundToBytes(loseContent(picture, mask, random.split('fill'))), target: picture, lost: mask }]
  },
  methods: (tools) => [
    ...model(tools),
    ...model(tools, ({ lost }) => ({ mask: lost }), `${MODEL}, told the mask`),
    nothing,
    classical('Telea, told the mask', (picture, { lost }) => (lost ? telea(picture, lost) : picture)),
    classical('Navier-Stokes, told the mask', (picture, { lost }) => (lost ? navierStokes(picture, lost) : picture)),
  ],
  measures: [psnrInside, psnrRgb],
}
