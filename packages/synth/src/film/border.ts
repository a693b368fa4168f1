// What surrounds a frame in a scan: rebate, edge markings, sprocket holes, neighbouring frames, the film's edge, light or a black holder.
import { createPlane, exp, type Plane, Random } from '@revelado/core'

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Lengths in mm are of 35 mm film, whose frame is 24 mm across the strip; other formats are scaled to that. */
export interface BorderParameters {
  readonly format: '35mm' | '120' | 'sheet'
  /** The strip runs along x or y of the picture. */
  readonly along: 'x' | 'y'
  /** Size of the frame over that of the picture. */
  readonly scale: number
  /** Where the frame lies in the room that is left, 0…1 in x and y. */
  readonly offset: readonly [number, number]
  /** Between frames, mm. */
  readonly gap: number
  /** Exposure of the frame before and after against this one, stops; null where there is none. */
  readonly neighbours: readonly [number | null, number | null]
  /** The film is cut before, after the frame. */
  readonly cut: readonly [boolean, boolean]
  /** Radius of the frame's corners, mm. */
  readonly corner: number
  /** Position of the holes against the frame, mm. */
  readonly phase: number
  readonly markings: { readonly seed: number; readonly exposure: readonly number[] } | null
  /** Beyond the film. */
  readonly outside: 'light' | 'black'
  /** A black holder: how much of the room left of, above, right of and below the frame it covers, and how oblique its edges are. */
  readonly holder: {
    readonly cover: readonly number[]
    readonly slope: number
    readonly softness: number
    /** Light that the holder or the room reflects, against that of clear film. */
    readonly glow: number
    /** Factors of that light in red, green and blue, where the holder is no black one: card, painted metal, plastic. */
    readonly colour?: readonly number[]
  } | null
}

const FRAME_ACROSS = 24
const HOLE = { pitch: 4.75, halfLength: 0.99, halfWidth: 1.4, radius: 0.5, beyondFrame: 2.1 }
/** Width of the rebate beside the frame. */
const REBATE = { '35mm': 5.5, '120': 1.3, sheet: 1 }
const FRAME_LEAST = 8
const HOLDER_TRANSMITTANCE = 1e-4

/** Where the frame lies in a picture of the given size. */
export function frameBox(border: BorderParameters | null, width: number, height: number): Box {
  if (!border) return { x: 0, y: 0, width, height }
  const w = Math.min(width, Math.max(FRAME_LEAST, Math.round(border.scale * width)))
  const h = Math.min(height, Math.max(FRAME_LEAST, Math.round(border.scale * height)))
  return { x: Math.round((width - w) * border.offset[0]), y: Math.round((height - h) * border.offset[1]), width: w, height: h }
}

/** Draws what surrounds a frame: a narrow rebate, holes and neighbours, or much holder. */
export function drawBorder(random: Random): BorderParameters {
  const look = random.uniform()
  const narrow = look < 0.3
  const wide = look >= 0.62
  const format = random.chance(wide ? 0.8 : 0.6) ? '35mm' : random.pick(['120', 'sheet'] as const)
  const neighbour = (): number | null => (format !== 'sheet' && random.chance(0.75) ? random.normal(0, 0.8) : null)
  const cover = (): number => (random.chance(0.25) ? 1 : random.chance(0.25) ? 0 : random.uniform(0.1, 1))
  const holder = random.chance(narrow ? 0.25 : wide ? 0.55 : 0.8)
  return {
    format,
    along: random.chance(0.75) ? 'x' : 'y',
    scale: narrow ? random.uniform(0.9, 0.98) : wide ? random.uniform(0.5, 0.78) : random.uniform(0.62, 0.92),
    offset: [Math.min(1, Math.max(0, random.normal(0.5, 0.16))), Math.min(1, Math.max(0, random.normal(0.5, 0.16)))],
    gap: random.uniform(0.8, 3),
    neighbours: [neighbour(), neighbour()],
    cut: [format === 'sheet' || random.chance(0.2), format === 'sheet' || random.chance(0.2)],
    corner: random.chance(0.5) ? 0 : random.uniform(0.2, 1),
    phase: random.uniform(0, HOLE.pitch),
    markings: random.chance(0.75)
      ? { seed: random.bits(), exposure: [random.uniform(0.3, 4), random.uniform(0.1, 3), random.uniform(0.02, 1.5)] }
      : null,
    outside: random.chance(0.55) ? 'black' : 'light',
    holder: holder
      ? {
          cover: [cover(), cover(), cover(), cover()],
          slope: random.chance(0.5) ? 0 : random.normal(0, 0.012),
          softness: random.uniform(0.3, 2.5),
          glow: random.chance(0.7) ? 0 : random.uniform(0, 0.02),
          ...drawCard(random.split('card')),
        }
      : null,
  }
}

/** Share of holders that are no black ones. */
const CARDS = 0.2

/** Card, painted metal or plastic in the light of the room: brighter than a black holder, and of some colour. */
function drawCard(random: Random): { glow: number; colour: readonly number[] } | undefined {
  if (!random.chance(CARDS)) return undefined
  return { glow: random.logUniform(0.02, 0.5), colour: [0, 1, 2].map(() => random.uniform(0.3, 1)) }
}

/** Letters and digits of 3 × 5 dots, top row first, three bits a row. */
const GLYPHS = [
  0x7b6f, 0x2c97, 0x73e7, 0x73cf, 0x5bc9, 0x79cf, 0x79ef, 0x7249, 0x7bef, 0x7bcf, 0x5aed, 0x6b6e, 0x79e4, 0x5b6f, 0x126a, 0x4927, 0x6bad,
]
const GLYPH = { advance: 1.2, height: 1.3 }

/** Words and numbers with wide blanks between, repeated along the film as they are on real edges. */
function drawText(random: Random): number[] {
  const text: number[] = []
  for (let words = random.int(1, 3); words > 0; words--) {
    for (let k = random.int(1, 5); k > 0; k--) text.push(random.pick(GLYPHS))
    for (let k = random.int(2, 14); k > 0; k--) text.push(0)
  }
  return text
}

/** Whether a mark is exposed at s mm along the strip and `depth` mm from the edge of the film. */
function marked(text: readonly number[], bars: boolean, s: number, depth: number): boolean {
  if (depth < 0.25) return false
  const at = s / GLYPH.advance
  const index = Math.floor(at)
  const glyph = text[((index % text.length) + text.length) % text.length]
  if (bars) return depth < 1.6 && ((glyph >> (Math.floor((at - index) * 4) & 3)) & 1) === 1
  const column = Math.floor((at - index) * 4)
  const row = Math.floor(((depth - 0.4) / GLYPH.height) * 5)
  return column < 3 && row >= 0 && row < 5 && ((glyph >> (14 - 3 * row - column)) & 1) === 1
}

function holeDistance(s: number, t: number, phase: number): number {
  const ds = s - phase
  const along = Math.abs(ds - HOLE.pitch * Math.floor(ds / HOLE.pitch + 0.5)) - HOLE.halfLength + HOLE.radius
  const centre = t < FRAME_ACROSS / 2 ? -HOLE.beyondFrame : FRAME_ACROSS + HOLE.beyondFrame
  const across = Math.abs(t - centre) - HOLE.halfWidth + HOLE.radius
  const a = Math.max(0, along)
  const b = Math.max(0, across)
  return Math.sqrt(a * a + b * b) + Math.min(0, Math.max(along, across)) - HOLE.radius
}

const unit = (v: number): number => (v < 0 ? 0 : Math.min(v, 1))

/**
 * Exposes what surrounds the frame (neighbours, markings) in the layers, and says where there is no film.
 * @param layers exposures, of which `box` is already exposed and the rest 0
 * @returns `open`: share of a pixel through which the bare light shines; `shut`: share that is covered
 */
export function surround(
  border: BorderParameters,
  box: Box,
  layers: readonly Float32Array[],
  width: number,
  height: number,
): { open: Plane; shut: Plane } {
  const open = createPlane(width, height)
  const shut = createPlane(width, height)
  const alongX = border.along === 'x'
  const perMm = (alongX ? box.height : box.width) / FRAME_ACROSS
  const frameLength = (alongX ? box.width : box.height) / perMm
  const rebate = REBATE[border.format]
  const random = new Random(border.markings?.seed ?? 0)
  const text = drawText(random)
  const gains = border.neighbours.map((ev) => (ev === null ? 0 : exp(ev * Math.LN2)))
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      const u = x - box.x
      const v = y - box.y
      const inside = u >= 0 && v >= 0 && u < box.width && v < box.height
      if (inside && border.corner === 0) continue
      const s = ((alongX ? u : v) + 0.5) / perMm
      const t = ((alongX ? v : u) + 0.5) / perMm
      if (inside) {
        roundCorner(border.corner, s, t, frameLength, layers, i)
        continue
      }
      const beyond = Math.max(
        -rebate - t,
        t - FRAME_ACROSS - rebate,
        border.cut[0] ? -border.gap - s : -1e9,
        border.cut[1] ? s - frameLength - border.gap : -1e9,
      )
      if (beyond * perMm > 0.5) {
        if (border.outside === 'light') open.data[i] = 1
        else shut.data[i] = 1
        continue
      }
      const edge = unit(beyond * perMm + 0.5)
      let hole = 0
      if (border.format === '35mm') hole = unit(0.5 - holeDistance(s, t, border.phase) * perMm)
      open.data[i] = border.outside === 'light' ? Math.max(edge, hole) : hole
      if (border.outside === 'black') shut.data[i] = edge
      const side = s < 0 ? 0 : 1
      const into = s < 0 ? -s - border.gap : s - frameLength - border.gap
      if (border.neighbours[side] !== null && into >= 0 && into < frameLength && t >= 0 && t < FRAME_ACROSS) {
        // The neighbour shows this frame turned by 180°: s counts from the end that is far from the gap.
        const px = Math.min(box.width - 1, Math.floor((alongX ? (side === 0 ? into : frameLength - into) : FRAME_ACROSS - t) * perMm))
        const py = Math.min(box.height - 1, Math.floor((alongX ? FRAME_ACROSS - t : side === 0 ? into : frameLength - into) * perMm))
        const from = (box.y + Math.max(0, py)) * width + box.x + Math.max(0, px)
        for (const layer of layers) layer[i] = gains[side] * layer[from]
      } else if (border.markings) {
        const low = t < 0
        const depth = low ? t + rebate : FRAME_ACROSS + rebate - t
        if ((t < 0 || t > FRAME_ACROSS) && marked(text, !low, s, depth)) {
          const { exposure } = border.markings
          layers.forEach((layer, c) => {
            layer[i] = exposure[c]
          })
        }
      }
    }
  if (border.holder) coverWithHolder(border.holder, box, shut)
  return { open, shut }
}

function roundCorner(radius: number, s: number, t: number, length: number, layers: readonly Float32Array[], i: number): void {
  const ds = Math.max(radius - s, s - length + radius)
  const dt = Math.max(radius - t, t - FRAME_ACROSS + radius)
  if (ds > 0 && dt > 0 && ds * ds + dt * dt > radius * radius) for (const layer of layers) layer[i] = 0
}

function coverWithHolder(holder: NonNullable<BorderParameters['holder']>, box: Box, shut: Plane): void {
  const { width, height, data } = shut
  const [left, top, right, bottom] = holder.cover
  const x0 = left * box.x
  const y0 = top * box.y
  const x1 = width - right * (width - box.x - box.width)
  const y1 = height - bottom * (height - box.y - box.height)
  for (let y = 0, i = 0; y < height; y++)
    for (let x = 0; x < width; x++, i++) {
      const leanX = holder.slope * (y - height / 2)
      const leanY = holder.slope * (x - width / 2)
      let cover = 0
      if (left > 0) cover = Math.max(cover, x0 + leanX - x)
      if (right > 0) cover = Math.max(cover, x + 1 - x1 - leanX)
      if (top > 0) cover = Math.max(cover, y0 - leanY - y)
      if (bottom > 0) cover = Math.max(cover, y + 1 - y1 + leanY)
      if (cover > 0) data[i] = Math.max(data[i], unit(cover / holder.softness))
    }
}

/**
 * Light of the open places and shadow of the covered ones, in place.
 * @param clear transmittance of the clear film in each channel
 * @param glow light that a holder or room reflects in each channel, against that of clear film
 */
export function mask(channels: readonly Float32Array[], open: Plane, shut: Plane, clear: readonly number[], glow: readonly number[]): void {
  for (let c = 0; c < channels.length; c++)
    maskChannel(channels[c], open.data, shut.data, Math.max(HOLDER_TRANSMITTANCE, glow[c] * clear[c]))
}

/** What the holder reflects in red, green and blue, against clear film. */
export function glowOf({ holder }: BorderParameters): number[] {
  return [0, 1, 2].map((c) => (holder ? holder.glow * (holder.colour?.[c] ?? 1) : 0))
}

function maskChannel(channel: Float32Array, open: Float32Array, shut: Float32Array, dark: number): void {
  for (let i = 0; i < channel.length; i++) {
    if (open[i] > 0) channel[i] += open[i] * (1 - channel[i])
    if (shut[i] > 0) channel[i] += shut[i] * (dark - channel[i])
  }
}
