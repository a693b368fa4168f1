// Dust from infrared, on negatives made by synth, whose samples carry the infrared of a clean film with the dirt on it.
import { createPicture, luma, type Picture, type Plane, pictureToRaster, Random } from '@revelado/core'
import { drawNegative, makeNegative } from '@revelado/synth'
import { describe, expect, it } from 'vitest'
import { findDust, type Infrared } from './dust.ts'

const WIDTH = 240
const HEIGHT = 180
const DIRT = { seed: 5, dust: 150, hairs: 40, scratches: 0, size: 1.5, along: 'x' as const }
/** Opaque enough that nothing of the picture is left to see; and so little that nobody would call it dirt. */
const [HIDES, CLEAR] = [0.4, 0.02]

/** Soft forms; with `posts`, bright narrow posts too, dense on the negative: what leaks of them into infrared looks like hairs. */
function scene(posts: boolean): Picture {
  const picture = createPicture(WIDTH, HEIGHT)
  for (let c = 0; c < 3; c++)
    for (let y = 0; y < HEIGHT; y++)
      for (let x = 0; x < WIDTH; x++)
        picture.data[(c * HEIGHT + y) * WIDTH + x] =
          posts && x % 60 < 3 && y > 60 ? 0.98 : 0.4 + 0.3 * Math.sin(x / (19 + 3 * c)) * Math.cos(y / 23 + c)
  return picture
}

function negative(kind: 'colour' | 'bw', dirt: typeof DIRT | null, posts = false) {
  const drawn = drawNegative(new Random(`infrared ${kind}`), { kind })
  return makeNegative(scene(posts), { ...drawn, dirt, border: null, edits: [], scanner: { ...drawn.scanner, jpeg: null } })
}

/** What a scanner gives: infrared with some of the red record in it, light that falls off, noise and a dark holder at the left. */
function scanned(infrared: Plane, scan: Picture, { leak = 0, holder = 0, depth = 16 as 8 | 16 } = {}): Infrared {
  const random = new Random(2)
  const top = 2 ** depth - 1
  const values = infrared.data.map((v, i) => {
    const x = i % WIDTH
    const fall = 1 - 0.2 * (x / WIDTH) ** 2
    const light = 0.85 * v * Math.max(0.01, scan.data[i]) ** leak * fall + random.normal(0, 0.006)
    return Math.round(top * Math.min(1, Math.max(0, x < holder ? 0.004 : light)))
  })
  return { width: WIDTH, height: HEIGHT, depth, data: depth === 8 ? Uint8Array.from(values) : Uint16Array.from(values) }
}

/** Share of what hides the picture that is marked; share of the marked that lies within 2 pixels of any dirt. */
function judged(marks: ArrayLike<number>, dirt: Plane, from = 0): { recall: number; precision: number } {
  const near = (i: number) => {
    for (let v = -2; v <= 2; v++) for (let u = -2; u <= 2; u++) if (dirt.data[i + v * WIDTH + u] > CLEAR) return true
    return false
  }
  let [hidden, found, marked, right] = [0, 0, 0, 0]
  for (let i = 0; i < marks.length; i++) {
    if (i % WIDTH < from) continue
    if (dirt.data[i] > HIDES) {
      hidden++
      if (marks[i]) found++
    }
    if (marks[i]) {
      marked++
      if (near(i)) right++
    }
  }
  expect(hidden).toBeGreaterThan(200)
  return { recall: found / hidden, precision: right / marked }
}

describe('findDust', () => {
  it.each([
    ['clean infrared, 16 bits', {}],
    ['8 bits', { depth: 8 as const }],
    ['the cyan dye leaking', { leak: 0.35 }],
    ['a holder in the light', { leak: 0.2, holder: 40 }],
  ])('finds dust and hairs and little else: %s', (_, options) => {
    const { scan, dirt, infrared } = negative('colour', DIRT)
    const { mask, finding } = findDust(pictureToRaster(scan, 16), scanned(infrared!, scan, options))
    expect(finding).toMatchObject({ used: true })
    const { recall, precision } = judged(mask!.data, dirt, (options as { holder?: number }).holder)
    expect(recall).toBeGreaterThan(0.97)
    expect(precision).toBeGreaterThan(0.95)
    if ('leak' in options) expect(Math.abs(finding.leak - options.leak)).toBeLessThan(0.1)
  })

  it('finds nothing on clean film, and nothing in the holder', () => {
    const { scan, infrared } = negative('colour', null)
    const { finding } = findDust(pictureToRaster(scan, 16), scanned(infrared!, scan, { leak: 0.35, holder: 50 }))
    expect(finding.used).toBe(true)
    expect(finding.dust).toBeLessThan(0.001)
  })

  it('does not take for hairs what the cyan dye of a narrow bright thing leaks', () => {
    const { scan, infrared } = negative('colour', null, true)
    const { finding } = findDust(pictureToRaster(scan, 16), scanned(infrared!, scan, { leak: 0.35 }))
    expect(finding).toMatchObject({ used: true, dust: 0 })
  })

  it('leaves black-and-white silver film alone, where infrared sees the picture itself', () => {
    const { scan, infrared } = negative('bw', DIRT)
    expect(infrared).toBeNull()
    const grey = luma(scan)
    const { finding, mask } = findDust(pictureToRaster(scan, 16), scanned({ ...grey, data: grey.data.map((v) => v ** 0.8) }, scan))
    expect(finding).toMatchObject({ used: false, reason: 'sees-picture' })
    expect(finding.correlation).toBeGreaterThan(0.7)
    expect(mask).toBeUndefined()
  })

  it('says when the channel holds nothing, and when it marks too much', () => {
    const { scan, infrared } = negative('colour', null)
    const raster = pictureToRaster(scan, 16)
    const black = scanned({ ...infrared!, data: infrared!.data.map(() => 0) }, scan)
    black.data.fill(0)
    expect(findDust(raster, black).finding).toMatchObject({ used: false, reason: 'no-signal' })
    const dotted = scanned(
      { ...infrared!, data: infrared!.data.map((_, i) => (i % 8 < 3 && Math.floor(i / WIDTH) % 8 < 3 ? 0.1 : 1)) },
      scan,
    )
    expect(findDust(raster, dotted).finding).toMatchObject({ used: false, reason: 'too-much' })
  })

  it('refuses a channel of another size', () => {
    const { scan } = negative('colour', null)
    const small = { width: 2, height: 2, depth: 8 as const, data: new Uint8Array(4) }
    expect(() => findDust(pictureToRaster(scan), small)).toThrow(expect.objectContaining({ code: 'bad-argument' }))
  })
})
