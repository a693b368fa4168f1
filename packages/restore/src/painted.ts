// What is lost, painted: smoothly filled from around, then by FILL. A hole deeper than FILL has learned is painted coarse to fine: its
// depth is taken from the same picture half as large, and counts as known.
import {
  createPicture,
  createPlane,
  fillLost,
  type Picture,
  type Plane,
  resizeArea,
  resizeBilinear,
  resizePlaneArea,
  SPOILT,
  widenPlane,
} from '@revelado/core'
import { type GraphSession, output } from './session.ts'
import { enlargedUnder } from './window.ts'

/** Further from anything known than this, in pixels, FILL has seldom painted: it learned from pictures of 128 pixels. */
const DEEP = 24
/** Smaller pictures have no depths. */
const SMALLEST = 64

export interface Painter {
  readonly session: GraphSession
  /** Sides that FILL is given are multiples of this. */
  readonly multiple: number
}

const lostIn = ({ width, height, data }: Plane): Plane =>
  createPlane(
    width,
    height,
    data.map((share) => (share > SPOILT ? 1 : 0)),
  )

/** 1 where nothing known is near, else 0. */
function depthsOf({ width, height, data }: Plane): Plane {
  const known = createPlane(
    width,
    height,
    data.map((share) => 1 - share),
  )
  const near = widenPlane(known, DEEP).data
  return createPlane(
    width,
    height,
    near.map((v) => 1 - v),
  )
}

/** What FILL makes of a picture whose losses are smoothly filled, within 0..1. */
async function byFill(filled: Picture, lost: Plane, { session, multiple }: Painter): Promise<Picture> {
  const { width, height } = filled
  const grid = (length: number) => Math.ceil(length / multiple) * multiple
  const [w, h] = [grid(width), grid(height)]
  const window = { x: 0, y: 0, width: w, height: h }
  const told = new Float32Array(w * h)
  for (let y = 0; y < height; y++) told.set(lost.data.subarray(y * width, (y + 1) * width), y * w)
  const outputs = await session.run({
    picture: { data: enlargedUnder(filled, filled, window), dims: [1, 3, h, w] },
    lost: { data: told, dims: [1, 1, h, w] },
  })
  const values = output(outputs, 'fill', 'painted', [1, 3, h, w])
  const n = width * height
  const painted = createPicture(width, height, filled.encoding, filled.data.slice())
  for (let i = 0; i < n; i++) {
    if (lost.data[i] === 0) continue
    const from = Math.floor(i / width) * w + (i % width)
    for (let c = 0; c < 3; c++) painted.data[c * n + i] = Math.min(1, Math.max(0, values[c * w * h + from]))
  }
  return painted
}

/** The picture with its depths as they are in `coarse` [3, h, w], and what is left to paint around them. */
function withDepths(picture: Picture, lost: Plane, depths: Plane, coarse: Float32Array): { picture: Picture; lost: Plane } {
  const { width, height, encoding } = picture
  const n = width * height
  const data = picture.data.map((v, i) => (depths.data[i % n] > 0 ? coarse[i] : v))
  const left = createPlane(
    width,
    height,
    lost.data.map((v, i) => (depths.data[i] > 0 ? 0 : v)),
  )
  return { picture: createPicture(width, height, encoding, data), lost: left }
}

const fillBy = (picture: Picture, lost: Plane, painter: Painter | undefined): Picture | Promise<Picture> =>
  painter ? byFill(fillLost(picture, lost), lost, painter) : fillLost(picture, lost)

/**
 * The picture with its lost pixels painted, those that are deep taken from elsewhere.
 * @param lost 0 or 1
 * @param coarse gives pixels [3, h, w] for the depths, where there are any
 */
export async function paintShallow(
  picture: Picture,
  lost: Plane,
  coarse: () => Float32Array | Promise<Float32Array>,
  painter: Painter | undefined,
): Promise<Picture> {
  const depths = depthsOf(lost)
  if (!depths.data.includes(1)) return fillBy(picture, lost, painter)
  const shallow = withDepths(picture, lost, depths, await coarse())
  return fillBy(shallow.picture, shallow.lost, painter)
}

/**
 * The picture with its lost pixels painted; the others are not touched.
 * @param picture as scanned, sRGB code values 0..1
 * @param lost 0..1, of the picture's size; above 0.02 a pixel is painted
 * @param painter without one what is lost is filled smoothly
 * @throws ReveladoError 'no-model' when the graph is not FILL.
 */
export async function paintLost(picture: Picture, lost: Plane, painter: Painter | undefined): Promise<Picture> {
  if (!painter) return fillLost(picture, lost)
  const whole = lostIn(lost)
  if (!whole.data.includes(1)) return picture
  if (Math.min(picture.width, picture.height) < SMALLEST) return fillBy(picture, whole, painter)
  const half = async (): Promise<Float32Array> => {
    const [w, h] = [(picture.width + 1) >> 1, (picture.height + 1) >> 1]
    const painted = await paintLost(resizeArea(picture, w, h), resizePlaneArea(whole, w, h), painter)
    return resizeBilinear(painted, picture.width, picture.height).data
  }
  return paintShallow(picture, whole, half, painter)
}
