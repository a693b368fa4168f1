// What the pictures beside one say of its polarity. A negative whose orange was levelled away is hard to tell from a photograph of
// something odd; but whoever scanned a roll has a folder of negatives, and whoever scanned an album a folder of prints.

/** Share of negatives among the pictures that LOOK learned from, and that `judge-tones.ts` weighs its own to. */
export const LEARNED = 0.37
/** A folder is taken to hold that share until its own pictures say otherwise; it counts as much as so many of them. */
const AS_MANY = 4
const ROUNDS = 30
/** No answer of LOOK's says more than this. */
const CERTAIN = 1e-3
/** Between these an answer is in doubt, or company could turn it; surer ones are not worth looking at other pictures for. */
const OPEN = [0.05, 0.98] as const

/** Says how likely other pictures of the same folder are negatives, each by itself, 0..1. */
export type Company = () => Promise<readonly number[]>

/** What a picture's company made of a doubtful answer. */
export interface Accompanied {
  /** How many other pictures were looked at. */
  readonly pictures: number
  /** The share of negatives that is likeliest for all of them. */
  readonly share: number
  /** How likely the picture is a negative in such a folder. */
  readonly probability: number
}

const odds = (p: number): number => p / (1 - p)

/** The probability p of a picture from where negatives have this share, LOOK having learned where they have another. */
const among = (p: number, share: number): number => {
  const likelier = odds(p) * (odds(share) / odds(LEARNED))
  return likelier / (1 + likelier)
}

/**
 * The share of negatives in the folder and what it makes of the picture's own probability, by expectation and maximisation: the share
 * is the mean of the answers, which hang on the share (Saerens, Latinne and Decaestecker 2002, "Adjusting the outputs of a classifier to
 * new a priori probabilities", equation 4.4), here with a prior for small folders.
 * @param own how likely the picture is a negative by itself, 0..1
 * @param others the same of the pictures beside it
 */
export function accompanied(own: number, others: readonly number[]): Accompanied {
  const all = [own, ...others].map((p) => Math.min(1 - CERTAIN, Math.max(CERTAIN, p)))
  let share = LEARNED
  for (let round = 0; round < ROUNDS; round++)
    share = (AS_MANY * LEARNED + all.reduce((sum, p) => sum + among(p, share), 0)) / (AS_MANY + all.length)
  return { pictures: others.length, share, probability: among(all[0], share) }
}

/** Asks the company of a picture whose answer is open. */
export async function askCompany(own: number, company: Company | undefined): Promise<Accompanied | undefined> {
  if (!company || own <= OPEN[0] || own >= OPEN[1]) return undefined
  const others = await company()
  return others.length > 0 ? accompanied(own, others) : undefined
}
