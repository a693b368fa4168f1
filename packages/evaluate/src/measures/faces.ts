// Whether faces stay who they are: inside boxes, what is coarser than 1/32 of the face, against the developed picture and against the input.
// Measured anew from the pictures, not taken from what restoring says of itself.
import {
  channel,
  createPicture,
  createPlane,
  cropPicture,
  deltaE2000Plane,
  gaussianBlurPlane,
  luma,
  type Picture,
  type Plane,
} from '@revelado/core'
import type { FaceBox } from '@revelado/restore'
import type { Restored } from '../restorer.ts'
import { mean } from '../statistics/summary.ts'
import type { Case, Measure } from '../task.ts'

/** σ of the blur as a share of the face's longer side. */
const COARSE = 1 / 32
/** A Gaussian ends at 4 σ. */
const REACH = 4
/** A pixel counts as invented from this share on: there was no face to keep to. */
const INVENTED = 0.5

const light = (picture: Picture): Picture => {
  const { data } = luma(picture)
  const out = createPicture(picture.width, picture.height)
  for (const c of [0, 1, 2] as const) channel(out, c).data.set(data)
  return out
}

/** Each channel's blur from the pixels that have evidence alone: Σ g·w·v / Σ g·w. */
function coarse(picture: Picture, evidence: Plane, sigma: number): Picture {
  const { width, height } = picture
  const weight = gaussianBlurPlane(evidence, sigma).data
  const out = createPicture(width, height)
  for (const c of [0, 1, 2] as const) {
    const values = channel(picture, c).data.map((v, i) => v * evidence.data[i])
    const blurred = gaussianBlurPlane(createPlane(width, height, values), sigma).data
    channel(out, c).data.set(blurred.map((v, i) => (weight[i] > 1e-4 ? v / weight[i] : 0)))
  }
  return out
}

/** Mean ΔE2000 of one face. Where colours are guessed only the light is compared: the other picture has no colours to keep to. */
export function faceDifference(face: FaceBox, a: Picture, b: Picture, gate: Plane | undefined, lightOnly: boolean): number {
  const left = Math.floor(face.x * a.width)
  const top = Math.floor(face.y * a.height)
  const right = Math.min(a.width, Math.ceil((face.x + face.width) * a.width))
  const bottom = Math.min(a.height, Math.ceil((face.y + face.height) * a.height))
  const sigma = Math.max(0.5, COARSE * Math.max(right - left, bottom - top))
  const margin = Math.ceil(REACH * sigma)
  const [x, y] = [Math.max(0, left - margin), Math.max(0, top - margin)]
  const width = Math.min(a.width, right + margin) - x
  const height = Math.min(a.height, bottom + margin) - y
  const evidence = createPlane(width, height)
  for (let i = 0; i < width * height; i++) {
    const at = (y + Math.floor(i / width)) * a.width + x + (i % width)
    evidence.data[i] = gate && gate.data[at] >= INVENTED ? 0 : 1
  }
  const [low, wanted] = [a, b].map((picture) => {
    const part = cropPicture(picture, x, y, width, height)
    return coarse(lightOnly ? light(part) : part, evidence, sigma)
  })
  const { data } = deltaE2000Plane(low, wanted)
  let sum = 0
  let count = 0
  for (let v = top - y; v < bottom - y; v++)
    for (let u = left - x; u < right - x; u++) {
      sum += evidence.data[v * width + u] * data[v * width + u]
      count += evidence.data[v * width + u]
    }
  return count > 0 ? sum / count : 0
}

/** Mean and largest difference of the faces of one picture. */
function differences({ picture, gate, decisions }: Restored, { faces }: Case, other: Picture | undefined): number[] | undefined {
  if (!faces || faces.length === 0 || !other) return undefined
  const all = faces.map((face) => faceDifference(face, picture, other, gate, (decisions?.bw ?? 0) > 0.5))
  return [mean(all.map((v) => [v])), Math.max(...all)]
}

export const faceToDevelopment: Measure = {
  name: 'ΔE2000 of faces to the developed picture',
  unit: '',
  better: 'zero',
  digits: 2,
  of: (answer, question) => differences(answer, question, answer.developed),
  summary: mean,
}

export const worstFace: Measure = {
  ...faceToDevelopment,
  name: 'the same, worst face',
  collective: true,
  summary: (rows) => Math.max(...rows.map(([, largest]) => largest)),
}

export const faceToInput: Measure = {
  ...faceToDevelopment,
  name: 'ΔE2000 of faces to the input',
  of: (answer, question) => differences(answer, question, question.input),
}
