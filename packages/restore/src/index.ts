// What restore offers: a picture's way from damaged to restored, without files, process or console. Sessions are handed in.
export { sideBySide } from './compare.ts'
export { type Decision, DOUBT, type Kind, QUESTIONS, type Question } from './decisions.ts'
export { type Inspection, inspect } from './inspect.ts'
export { CHANGE_COLOURS, CHANGES, type Change, type ChangeMap, paintMap } from './map.ts'
export type { Mask } from './mask.ts'
export {
  type Choices,
  type Grain,
  type Polarity,
  type Progress,
  type RestoreOptions,
  type SettledChoices,
  settle,
  type Tone,
} from './options.ts'
export { curvesOf, type DevelopmentCurves, type RestoreRecord } from './record.ts'
export { type RestoreResult, restore } from './restore.ts'
export type { GraphFeeds, GraphSession, GraphTensor, RestoreCard, RestoreModel } from './session.ts'
export { type Survey, survey } from './survey.ts'
export { planTiles, type Rectangle, type Tile, type TileOptions, type TilePlan } from './tiles.ts'
