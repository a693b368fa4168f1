// A film negative as a user's file has it: parameters are drawn, then a positive becomes a scan. The same parameters give the same bytes.
import { createPlane, jpegRoundTrip, type Picture, type Plane, type Random, resizeArea } from '@revelado/core'
import { type BorderParameters, type Box, drawBorder, frameBox, glowOf, mask, surround } from './border.ts'
import { developColour, developSilver, silverBase, transmittancesOf } from './develop.ts'
import { type DirtParameters, dirtPlanes, drawDirt, soil } from './dirt.ts'
import { baseSpectrum, scannerPolynomial } from './dyes.ts'
import { drawEdits, drawGrey, type EditStep, edit } from './edit.ts'
import { drawFrame, exposeFrame, type FrameParameters } from './frame.ts'
import { grainField } from './grain.ts'
import { drawRoll, type RollParameters } from './roll.ts'
import { type FrameUnevenness, quantise, scanFilm, shade } from './scan.ts'
import { drawScanner, type ScannerParameters, sensitivities } from './scanner.ts'
import { type FilmKind, kindOf, stockNamed } from './stocks.ts'

/** Everything that decides how a picture becomes a negative: plain JSON, complete. */
export interface NegativeParameters {
  readonly version: 1
  /** 'bw' when the file says nothing about the scene's colours (a colour film scanned as grey too). */
  readonly kind: FilmKind
  readonly roll: RollParameters
  readonly frame: FrameParameters
  readonly scanner: ScannerParameters
  readonly unevenness: FrameUnevenness
  /** Seeds, or null for none. */
  readonly grainSeed: number | null
  readonly noiseSeed: number | null
  readonly dirt: DirtParameters | null
  readonly border: BorderParameters | null
  readonly edits: readonly EditStep[]
}

export interface NegativeChoice {
  readonly kind: FilmKind
  /** @default false: stocks and scanners for training; true: only those held out of it. */
  readonly heldOut?: boolean
  /** Shares roll and scanner with this negative: another frame of the same roll. */
  readonly like?: NegativeParameters
  /** @default false; true: the owner has already inverted the file's values, so that it is a positive with a cast. */
  readonly inverted?: boolean
}

export interface Negative {
  /** Code values of the file, of the size of the picture. */
  readonly scan: Picture
  /** Dust, hairs and scratches, 0..1. */
  readonly dirt: Plane
  /** Infrared transmittance: dyes are clear, dirt is dark. Null for silver, which blocks infrared. */
  readonly infrared: Plane | null
  /** Where the frame lies in the scan. */
  readonly box: Box
}

/** Share of black-and-white negatives that are colour film scanned as grey. */
const GREY_COLOUR_FILM = 0.08
const BORDERED = { colour: 0.33, bw: 0.5 }

/** Light of lamps and screens that nobody balanced, as real files of b/w film show it: yellow, green, amber, bluish. */
function drawTint(random: Random): number[] {
  const u = random.uniform()
  if (u < 0.48) return [random.uniform(0.85, 1.05), random.uniform(0.8, 1), random.uniform(0.05, 0.6)]
  if (u < 0.72) return [random.uniform(0.4, 0.85), 1, random.uniform(0.2, 0.75)]
  if (u < 0.87) return [1, random.uniform(0.55, 0.85), random.uniform(0.25, 0.7)]
  return [random.uniform(0.55, 0.9), random.uniform(0.75, 0.98), 1]
}

/** Draws a negative. Draws only from `random`, which is a stream of the caller's. */
export function drawNegative(random: Random, { kind, heldOut = false, like, inverted = false }: NegativeChoice): NegativeParameters {
  const film: FilmKind = kind === 'bw' && random.chance(GREY_COLOUR_FILM) ? 'colour' : kind
  const roll = like?.roll ?? drawRoll(random, film, heldOut)
  const stock = stockNamed(roll.stock)
  const drawn = drawScanner(random, heldOut)
  const tinted = kindOf(stock) === 'bw' && random.chance(0.35)
  const scanner = like?.scanner ?? (tinted ? { ...drawn, tint: drawTint(random) } : drawn)
  const edits: EditStep[] = []
  const greyFile = kind === 'bw' && (kindOf(stock) === 'colour' || (!tinted && random.chance(0.5)))
  if (greyFile) edits.push(drawGrey(random))
  else if (kind === 'bw' && random.chance(0.1)) edits.push({ name: 'saturation', amount: random.uniform(0, 0.7) })
  if (random.chance(inverted ? 0.5 : 0.15)) edits.push(...drawEdits(random))
  if (inverted) edits.push({ name: 'invert' })
  return {
    version: 1,
    kind,
    roll,
    frame: drawFrame(random, stock),
    scanner,
    unevenness: { vignette: random.uniform(-0.01, 0.07), tiltX: random.normal(0, 0.01), tiltY: random.normal(0, 0.01) },
    grainSeed: random.bits(),
    noiseSeed: random.bits(),
    dirt: random.chance(0.8) ? drawDirt(random) : null,
    border: random.chance(BORDERED[kind]) ? drawBorder(random) : null,
    edits,
  }
}

/**
 * Makes the scan of a negative from an sRGB positive.
 * The scan has the picture's size; with a border the frame is shrunk into it, and `box` says where.
 * @throws ReveladoError 'bad-argument' when the stock is unknown.
 */
export function makeNegative(picture: Picture, parameters: NegativeParameters): Negative {
  const { roll, frame, scanner, border } = parameters
  const { width, height } = picture
  const n = width * height
  const stock = stockNamed(roll.stock)
  const silver = kindOf(stock) === 'bw'
  const box = frameBox(border, width, height)
  const positive = box.width === width && box.height === height ? picture : resizeArea(picture, box.width, box.height)

  const layers = Array.from({ length: silver ? 1 : 3 }, () => new Float32Array(n))
  exposeFrame(positive, stock, frame, layers, { width, x: box.x, y: box.y })
  const around = border && surround(border, box, layers, width, height)

  const { grainSeed } = parameters
  const grain = grainSeed === null ? null : layers.map((_, i) => grainField(`${grainSeed}/${i}`, width, height, roll.grainSize))
  let clear: number[]
  if (silver) {
    clear = transmittancesOf(silverBase(stock, roll))
    developSilver(layers[0], stock, roll, scanner.callier, grain?.[0] ?? null)
    spread(layers, clear)
  } else {
    const cubic = scannerPolynomial(baseSpectrum(stock, roll), stock.dyes!, sensitivities(scanner))
    clear = transmittancesOf([cubic[0], cubic[20], cubic[40]])
    developColour(layers, stock, roll, cubic, grain)
  }

  const { opaque, lost } = parameters.dirt ? dirtPlanes(parameters.dirt, width, height) : { opaque: createPlane(width, height), lost: null }
  if (parameters.dirt) soil(layers, clear, opaque, lost)
  if (around) mask(layers, around.open, around.shut, clear, glowOf(border))
  shade(layers, width, height, parameters.unevenness)

  const scan = scanFilm(layers, width, height, clear, scanner, silver, parameters.noiseSeed)
  edit(scan, parameters.edits)
  quantise(scan, scanner.bits)
  return {
    scan: scanner.jpeg ? jpegRoundTrip(scan, scanner.jpeg) : scan,
    dirt: lost ? either(opaque, lost) : opaque,
    infrared: silver ? null : infrared(opaque, around?.shut),
    box,
  }
}

/** The silver's transmittance, seen through the base in each channel. */
function spread(layers: Float32Array[], [red, green, blue]: readonly number[]): void {
  const [silver] = layers
  const second = new Float32Array(silver.length)
  const third = new Float32Array(silver.length)
  for (let i = 0; i < silver.length; i++) {
    const t = silver[i]
    silver[i] = t * red
    second[i] = t * green
    third[i] = t * blue
  }
  layers.push(second, third)
}

function either(a: Plane, b: Plane): Plane {
  const out = createPlane(a.width, a.height)
  for (let i = 0; i < out.data.length; i++) out.data[i] = Math.max(a.data[i], b.data[i])
  return out
}

function infrared(opaque: Plane, shut?: Plane): Plane {
  const out = createPlane(opaque.width, opaque.height)
  for (let i = 0; i < out.data.length; i++) out.data[i] = (1 - opaque.data[i]) * (shut ? 1 - shut.data[i] : 1)
  return out
}
