// The four yes-or-no questions that LOOK answers before anything is changed, who decided them, and how sure that is.
import type { Accompanied } from './company.ts'
import type { SettledChoices } from './options.ts'

/** Order of LOOK's probabilities and switches. */
export const QUESTIONS = ['negative', 'bw', 'tone', 'lost'] as const
export type Question = (typeof QUESTIONS)[number]

export type Kind = 'colour-negative' | 'bw-negative' | 'bw' | 'colour'

/** Below and above these a probability is no longer in doubt (MODEL §2). */
export const DOUBT = [0.05, 0.95] as const

/** Switch value with which LOOK decides itself. */
const UNDECIDED = -1

/** One question with its answer. */
export interface Decision {
  readonly question: Question
  /** How likely it is, 0..1: what LOOK thinks (the mean over the views it was shown), joined with what the tones say where they are asked. */
  readonly probability: number
  /** LOOK's answer for each view (the picture, and its mirror image). */
  readonly views: readonly number[]
  /** How likely the tones alone make it, 0..1, where they were asked. */
  readonly tones?: number
  /** What was done, 0..1. */
  readonly used: number
  /** Polarity, where other pictures of its folder had a say in it. */
  readonly company?: Accompanied
  /** 'model': LOOK decided, with the tones; 'company': LOOK and the pictures beside this one; otherwise the option that did. */
  readonly by: 'model' | 'company' | 'polarity' | 'tone' | 'curves' | 'damage' | 'keepBw' | 'noInvent' | 'mask' | 'infrared'
  /** LOOK decided, with or without company, and the probability lies between 5 and 95 %. */
  readonly inDoubt: boolean
}

interface Forced {
  value: number
  by: Decision['by']
}

/** What the options settle beforehand; `undefined` leaves a question to LOOK. */
export function forcedBy(choices: SettledChoices, marked: 'mask' | 'infrared' | undefined): Record<Question, Forced | undefined> {
  const { polarity, tone, damage, keepBw, noInvent, curves } = choices
  return {
    negative: curves
      ? { value: curves.polarity === 'negative' ? 1 : 0, by: 'curves' }
      : polarity === 'auto'
        ? undefined
        : { value: polarity === 'negative' ? 1 : 0, by: 'polarity' },
    bw: keepBw ? { value: 0, by: 'keepBw' } : noInvent ? { value: 0, by: 'noInvent' } : undefined,
    tone: curves ? { value: curves.tone, by: 'curves' } : tone === 'auto' ? undefined : { value: tone === 'on' ? 1 : 0, by: 'tone' },
    lost: noInvent
      ? { value: 0, by: 'noInvent' }
      : marked
        ? { value: 1, by: marked }
        : damage === 'off'
          ? { value: 0, by: 'damage' }
          : undefined,
  }
}

/**
 * A whole picture loses far more by a correction that it did not need than a faded one, or a negative, gains: these need more than a
 * majority. Polarity, measured with the LOOK of the fourteenth model on 1,000 validation samples of each kind: at 0.8 it takes 1.0 % of
 * colour pictures and 1.4 % of grey ones for negatives and leaves 8 % of colour negatives and 22 % of grey ones (1.5, 2.2, 6 and 16 %
 * at 0.7; 0.7, 0.5, 12 and 32 % at 0.9).
 * The others with the LOOK of the ninth. Of 800 validation prints, PSNR was 26.7 dB with tone at 0.5, 26.95 at 0.85 and 27.0 at
 * 0.9, where three of 550 are corrected that were right instead of eight. Of 480 more, PSNR was 24.7 dB wherever black-and-white begins
 * from 0.3 to 0.98; at 0.95 none of 300 colour pictures is coloured anew (ten at 0.5), and eight of 180 grey ones stay grey (one).
 */
const LEAST: Partial<Record<Question, number>> = { negative: 0.8, bw: 0.95, tone: 0.9 }

/**
 * The same where the tones were asked as well (judges grown on 95,881 samples). Polarity: as many of 998 negatives of validation
 * photographs stay as LOOK alone leaves (120; 130), but 7 of 1,497 photographs and prints are turned instead of 17, of parts of
 * photographs, as if taken from nearer, 6 of 750 (15), and of 258 real old prints that nothing has learned from one (6). Black-and-white:
 * 13 of 1,514 colour pictures are coloured anew (11), and of the grey ones 102 of 2,231 stay grey (229), of the 258 old prints 23 (155).
 */
const LEAST_JUDGED: Partial<Record<Question, number>> = { negative: 0.8, bw: 0.85 }

/**
 * A negative's colours are guessed either way, and a black-and-white film that is developed as a colour film comes out tinted: there the
 * likelier answer is best. Of 3,818 negatives of validation photographs (the LOOK of the fourteenth model) 25 of 1,361 black-and-white
 * ones are taken for colour film and 33 of the others for black-and-white film; 125 and 9 at 0.95. PSNR is 18.10 dB at both.
 */
const LEAST_OF_NEGATIVES: Partial<Record<Question, number>> = { bw: 0.5 }

/** What a decision hangs on beside its probability. */
export interface Circumstances {
  /** The picture is developed as a negative. */
  readonly negative?: boolean
  /** The tones were asked too. */
  readonly judged?: boolean
}

/** Nearly as LOOK's own graph decides, but slower to correct: only what is lost is answered by degrees, between 5 and 95 %. */
export function decide(question: Question, probability: number, { negative, judged }: Circumstances = {}): number {
  if (question === 'lost') return probability > DOUBT[1] ? 1 : probability > DOUBT[0] ? probability : 0
  const least = (negative ? LEAST_OF_NEGATIVES[question] : undefined) ?? (judged ? LEAST_JUDGED[question] : undefined)
  return probability > (least ?? LEAST[question] ?? 0.5) ? 1 : 0
}

/** The mean of LOOK's answers to one question. */
export function meanAnswer(views: readonly Float32Array[], question: Question): number {
  const i = QUESTIONS.indexOf(question)
  return views.reduce((sum, view) => sum + view[i], 0) / views.length
}

/** How likely the answer to a question is yes. */
export interface Answer {
  /** By all that was asked, 0..1. */
  readonly probability: number
  /** By the tones alone, 0..1, where they were asked. */
  readonly tones?: number
}

/**
 * Joins what is known of each question with what the options force.
 * @param company what other pictures have to say of the polarity
 */
export function settleDecisions(
  answers: Readonly<Record<Question, Answer>>,
  views: readonly Float32Array[],
  forced: Record<Question, Forced | undefined>,
  company?: Accompanied,
): Decision[] {
  const decisions: Decision[] = []
  for (const [i, question] of QUESTIONS.entries()) {
    const { probability, tones } = answers[question]
    const told = forced[question]
    const joined = question === 'negative' && !told ? company : undefined
    const likely = joined?.probability ?? probability
    // Polarity is the first of the questions
    const negative = decisions[0]?.used > 0.5
    decisions.push({
      question,
      ...answers[question],
      views: views.map((view) => view[i]),
      used: told ? told.value : decide(question, likely, { negative, judged: tones !== undefined }),
      ...(joined && { company: joined }),
      by: told ? told.by : joined ? 'company' : 'model',
      inDoubt: !told && likely > DOUBT[0] && likely < DOUBT[1],
    })
  }
  return decisions
}

/** The switches [1, 4] that LOOK is given before it has been asked. */
export function openSwitches(forced: Record<Question, Forced | undefined>): Float32Array {
  return Float32Array.from(QUESTIONS, (question) => forced[question]?.value ?? UNDECIDED)
}

/** What was decided about one question. */
export function decisionOn(decisions: readonly Decision[], question: Question): Decision {
  return decisions[QUESTIONS.indexOf(question)]
}

/** What the picture is: polarity as used, colour as LOOK sees it (also where an option keeps it from being used). */
export function kindOf(decisions: readonly Decision[]): Kind {
  const bw = decisionOn(decisions, 'bw').probability > 0.5
  if (decisionOn(decisions, 'negative').used > 0.5) return bw ? 'bw-negative' : 'colour-negative'
  return bw ? 'bw' : 'colour'
}
