// What core offers: errors, pictures, colour, density, resampling, the lossy half of JPEG, measures, random numbers.
export * from './blur.ts'
export * from './colour.ts'
export { components } from './components.ts'
export * from './density.ts'
export * from './development.ts'
export * from './errors.ts'
export { fillLost, SPOILT } from './fill.ts'
export { type JpegOptions, jpegRoundTrip } from './jpeg.ts'
export * from './math.ts'
export * from './measure/cast.ts'
export * from './measure/ciede2000.ts'
export * from './measure/colourfulness.ts'
export * from './measure/delta-e.ts'
export { type FeatureSet, frechetDistance } from './measure/frechet.ts'
export { noiseProfile, PROFILE_LENGTH, PROFILE_SQUARE, type ReadSquare, squaresOf } from './measure/noise-profile.ts'
export * from './measure/polarity-agreement.ts'
export * from './measure/psnr.ts'
export * from './measure/ssim.ts'
export { TONAL_LEAST, TONAL_LENGTH, TONAL_SIZE, tonalStatistics } from './measure/tonal-statistics.ts'
export { openPlane } from './opening.ts'
export * from './picture.ts'
export * from './random.ts'
export * from './raster.ts'
export {
  type ResizeWindow,
  resizeArea,
  resizeBilinear,
  resizeLanczos3,
  resizePlaneArea,
  resizePlaneBilinear,
  resizePlaneLanczos3,
} from './resample.ts'
export { type PackedTrees, packTrees, roundLeaves, type SymmetricTrees, toBfloat16, unpackTrees, weighTrees } from './trees.ts'
export { widenPlane } from './widen.ts'
