// What restore offers: a picture's way from damaged to restored, without files, process or console. Sessions are handed in.
export type { Accompanied, Company } from './company.ts'
export { sideBySide } from './compare.ts'
export {
  CURVES_FORMAT,
  CURVES_VERSION,
  type CurvesDocument,
  curvesOf,
  type DevelopmentCurves,
  type GivenCurves,
  parseCurves,
} from './curves.ts'
export { type Decision, DOUBT, decide, type Kind, QUESTIONS, type Question } from './decisions.ts'
export { checkFaces, type FaceBox, type FaceFinding } from './faces.ts'
export { FACES_FORMAT, FACES_VERSION, type FacesByName, facesOf, parseFaces } from './faces-by-name.ts'
export { GAIN_KNOWN, type Gain } from './gain.ts'
export type { Infrared, InfraredFinding } from './infrared/dust.ts'
export { type Inspection, inspect } from './inspect.ts'
export { CHANGE_COLOURS, CHANGES, type Change, type ChangeMap, paintMap } from './map.ts'
export { type Judge, TRAITS, type Weighing, type Weighings } from './marks.ts'
export type { Mask } from './mask.ts'
export {
  type Choices,
  type Damage,
  type Grain,
  type Polarity,
  type Progress,
  type RestoreOptions,
  type SettledChoices,
  settle,
  type Tone,
} from './options.ts'
export type { RestoreRecord } from './record.ts'
export { type RestoreResult, restore } from './restore.ts'
export type { GraphFeeds, GraphSession, GraphTensor, RestoreCard, RestoreModel } from './session.ts'
export { type Survey, survey } from './survey.ts'
export { planTiles, type Rectangle, type Tile, type TileOptions, type TilePlan } from './tiles.ts'
export { readJudges, type TonesJudge, type TonesJudges } from './tones.ts'
