// Film negatives from photographs: stocks, rolls, frames, scanners, dirt, borders.
export { type BorderParameters, type Box, drawBorder, frameBox } from './border.ts'
export { netDensity } from './curve.ts'
export { type DirtParameters, drawDirt } from './dirt.ts'
export { drawEdits, drawGrey, type EditStep } from './edit.ts'
export { drawFrame, type FrameParameters } from './frame.ts'
export {
  drawNegative,
  makeNegative,
  type Negative,
  type NegativeChoice,
  type NegativeParameters,
} from './negative.ts'
export { drawRoll, type RollParameters, rollCurves } from './roll.ts'
export type { FrameUnevenness } from './scan.ts'
export { drawScanner, HELD_OUT_SCANNERS, type ScannerKind, type ScannerParameters, scannersFor } from './scanner.ts'
export {
  type CurveParameters,
  type FilmKind,
  HELD_OUT_FAMILIES,
  isHeldOut,
  kindOf,
  STOCKS,
  type Stock,
  stockNamed,
  stocksFor,
} from './stocks.ts'
