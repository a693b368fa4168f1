// The shape that all groups of measurements share: cases made from photographs, methods that answer them, measures of the answers.
import type { Picture, Plane, Random } from '@revelado/core'
import type { FaceBox, FacesByName } from '@revelado/restore'
import type { Peers } from './peers/index.ts'
import type { Restored, Restorer } from './restorer.ts'

/** A picture of a set, as a task gets it. */
export interface Photo {
  readonly set: string
  /** File name without its ending. */
  readonly name: string
  readonly path: string
  /** Place in the set, from 0. */
  readonly index: number
  readonly picture: Picture
}

/** One question: an input, and whatever is known of the true answer. */
export interface Case {
  /** What was done to the picture, as a row of the report names it: 'σ 25'. */
  readonly condition: string
  /** Rows over all sets that it counts in besides: 'stock portra_400'. */
  readonly also?: readonly string[]
  readonly input: Picture
  readonly target?: Picture
  /** True mask of lost content, 0 or 1. */
  readonly lost?: Plane
  /** What a picture really is, where polarity is asked for. */
  readonly negative?: boolean
  /** The black-and-white one of its kind. */
  readonly bw?: boolean
  /** Only this part is measured: the frame inside a scan. */
  readonly box?: { readonly x: number; readonly y: number; readonly width: number; readonly height: number }
  /** Only this part is shown in the report. */
  readonly shown?: NonNullable<Case['box']>
  readonly faces?: readonly FaceBox[]
}

export interface Method {
  /** Column of the report. */
  readonly name: string
  /** The method whose answers these are paired with, picture by picture. */
  readonly against?: string
  answer(question: Case): Promise<Restored>
}

export interface Measure {
  /** Name in the report, with what it is taken over: 'PSNR RGB'. */
  readonly name: string
  readonly unit: string
  /** 'zero': the nearer to nought the better. */
  readonly better: 'higher' | 'lower' | 'zero'
  readonly digits: number
  /** Says something of many pictures only: two models are not compared by it picture by picture. @default false */
  readonly collective?: boolean
  /** Numbers of one answer, or nothing where the measure does not apply to it. */
  of(answer: Restored, question: Case): readonly number[] | undefined
  /** One figure from the numbers of all pictures (rows as `of` gave them). */
  summary(rows: readonly (readonly number[])[]): number
  /** A curve of shares 0..1 behind the figure, drawn in the report beside the diagonal. */
  readonly curve?: {
    readonly x: string
    readonly y: string
    points(rows: readonly (readonly number[])[]): readonly (readonly [number, number])[]
  }
}

/** What methods are made of. */
export interface Tools {
  /** The model under test, absent when there is none. */
  readonly restorer?: Restorer
  /** Another model that gets the same inputs. */
  readonly rival?: Restorer
  /** Where faces are on pictures, by the pictures' names. */
  readonly faces?: FacesByName
  readonly peers: Peers
}

export interface Task {
  /** Short name for `--only`. */
  readonly name: string
  readonly title: string
  /** One or two sentences: what is done to which pictures, and how it is measured. */
  readonly about: string
  readonly wants: {
    readonly role: 'photographs' | 'old' | 'negatives'
    /** Sets of this name are wanted; without any of them, all sets of the role serve. */
    readonly names?: readonly string[]
  }[]
  /** Photographs are shrunk by area by this factor first. @default 1 */
  readonly shrink?: number
  /** Quick mode must not crop: the whole picture is the question. It is shrunk to this long side instead. */
  readonly whole?: number
  /** Whether its measures ask for SqueezeNet's vectors of answers and targets. @default false */
  readonly vectors?: boolean
  /** Besides the rows of each set, one row 'all' over all sets and conditions. @default false */
  readonly pooled?: boolean
  /** Most pictures that are taken, over all sets. */
  readonly most?: number
  /** Most pictures that are taken of each set. */
  readonly mostOfEach?: number
  /** Cases of each condition that are shown as they come, original | input | output, whatever came of them. @default 0 */
  readonly examples?: number
  /** Whether a file of a set is asked about at all. @default every one */
  takes?(set: string, name: string): boolean
  cases(photo: Photo, random: Random, tools: Tools): Case[]
  /** What to say when no picture gave a case. */
  readonly without?: string
  methods(tools: Tools): Method[]
  /** The first one decides which cases are the worst. */
  readonly measures: readonly Measure[]
}
