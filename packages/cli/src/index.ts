// `revelado` as a library: open a model, restore pictures, read and write their files.
export { createPicture, type Picture, pictureToRaster, type Raster, ReveladoError, rasterToPicture } from '@revelado/core'
export { type PictureMetadata, type ReadPicture, readPicture, type WriteOptions, writePicture } from '@revelado/files'
export {
  type Change,
  type ChangeMap,
  type CurvesDocument,
  curvesOf,
  type Decision,
  type FaceBox,
  type FaceFinding,
  type GivenCurves,
  type Infrared,
  type InfraredFinding,
  type Kind,
  type Mask,
  type Progress,
  paintMap,
  parseCurves,
  type RestoreOptions,
  type RestoreRecord,
  type RestoreResult,
  type Survey,
} from '@revelado/restore'
export { type Model, type OpenOptions, open } from './open.ts'
