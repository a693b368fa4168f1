// What a training run is told: a JSON file, checked here; an unknown key is refused.
import { readFileSync } from 'node:fs'
import { ReveladoError } from '@revelado/core'
import { CRITIC_CONFIG, FILL_CONFIG, FIND_CONFIG, LOOK_CONFIG, REPAIR_CONFIG } from '@revelado/model'
import { findDamage } from '@revelado/synth'
import type { Device } from '@revelado/torch'
import { z } from 'zod'
import { ONLY } from './run/only.ts'

const share = z.number().min(0)

const damageName = z.string().refine((name) => findDamage(name) !== undefined, 'expected the name of a damage of docs/damages.md')

/** What a phase is fed instead of the project's own mixture; shares need not add up to 1. */
const mixture = z.strictObject({
  kinds: z.strictObject({ 'colour-negative': share, 'bw-negative': share, bw: share, colour: share }).optional(),
  severities: z.strictObject({ clean: share, light: share, heavy: share }).optional(),
  toned: share.max(1).optional(),
  faded: share.max(1).optional(),
  inverted: share.max(1).optional(),
  mounted: share.max(1).optional(),
  muted: share.max(1).optional(),
  complement: share.max(1).optional(),
  marks: z.number().min(1).max(16).optional(),
  light: z.array(z.record(damageName, share)).min(1).optional(),
  heavy: z.record(damageName, share).optional(),
})

const phase = z
  .strictObject({
    /** How it learns: docs/training.md and docs/gan.md. */
    stage: z.enum(['generator', 'perceptual', 'critic', 'gan']).default('generator'),
    /** What learns in this phase; in the stage critic, whose pictures are judged. */
    part: z.enum(['find', 'fill', 'look', 'repair', 'both']),
    /** false: LOOK only decides and develops, in less than half the time; what it repaints rests. */
    repaint: z.boolean().default(true),
    /** Share of the run's minutes, against the other phases' shares. */
    share: z.number().positive(),
    /** Long side of LOOK's thumbnail, or of the pictures that FIND and FILL see; a multiple of 32. */
    look: z.int().multipleOf(32).min(32).max(256),
    /** Side of REPAIR's tiles, a multiple of 8. */
    tile: z.int().multipleOf(8).min(32).max(256).default(64),
    /** Tiles cut from each picture. */
    tiles: z.int().min(1).max(4).default(1),
    /** Pictures a step. */
    batch: z.int().min(1).max(256),
    /** Kinds and damages, where they differ from the project's mixture: REPAIR learns most from what LOOK need not guess. */
    mixture: mixture.optional(),
  })
  .refine(({ stage, part }) => part !== 'both' || stage === 'generator' || stage === 'perceptual', {
    path: ['part'],
    message: 'expected look or repair: a critic judges the pictures of one part',
  })
  .refine(({ stage, part }) => (part !== 'find' && part !== 'fill') || stage === 'generator', {
    path: ['stage'],
    message: 'expected generator: FIND makes no pictures that could be judged, and FILL only parts of some',
  })
  .refine(({ stage, part, repaint }) => repaint || (part === 'look' && stage === 'generator'), {
    path: ['repaint'],
    message: 'expected true but where LOOK learns alone in the stage generator',
  })

const counts = z.array(z.int().min(1).max(1024)).min(2).max(6)

const unet = z.strictObject({ widths: counts, down: counts, up: z.array(z.int().min(1)).min(1).max(5) })

/** Shapes of the networks; weights can only be carried over between networks of one shape. */
const network = z.strictObject({
  find: unet.default({ widths: [...FIND_CONFIG.widths], down: [...FIND_CONFIG.down], up: [...FIND_CONFIG.up] }),
  fill: unet.default({ widths: [...FILL_CONFIG.widths], down: [...FILL_CONFIG.down], up: [...FILL_CONFIG.up] }),
  look: z.strictObject({ widths: counts, blocks: counts, global: z.int().min(1).max(1024) }).default({
    widths: [...LOOK_CONFIG.widths],
    blocks: [...LOOK_CONFIG.blocks],
    global: LOOK_CONFIG.global,
  }),
  repair: unet.default({
    widths: [...REPAIR_CONFIG.widths],
    down: [...REPAIR_CONFIG.down],
    up: [...REPAIR_CONFIG.up],
  }),
  /** The critic's; it is never shipped. */
  critic: z
    .strictObject({ widths: z.array(z.int().min(1).max(1024)).min(1).max(5), heads: z.int().min(0).max(1024).default(CRITIC_CONFIG.heads) })
    .default({ widths: [...CRITIC_CONFIG.widths], heads: CRITIC_CONFIG.heads }),
})

const config = z.strictObject({
  name: z.string().regex(/^[a-z0-9][a-z0-9._-]*$/),
  recipe: z.enum(['revelado']).default('revelado'),
  seed: z.union([z.int(), z.string()]).default(1),
  /** Wall-clock budget of the whole run. */
  minutes: z.number().positive(),
  phases: z.array(phase).min(1),
  network: network.prefault({}),
  /** AdamW for all, or Muon for the kernels it is made for and AdamW for the rest. */
  optimiser: z.enum(['adamw', 'muon']).default('adamw'),
  learningRate: z.number().positive().default(6e-4),
  warmUp: z.number().min(0).max(0.5).default(0.03),
  weightDecay: z.number().min(0).default(0.01),
  clip: z.number().positive().default(1),
  ema: z.number().min(0).max(1).default(0.999),
  /** Side of the pictures that damage is drawn on; thumbnails and tiles are made from them. */
  canvas: z.int().multipleOf(8).min(64).max(320).default(192),
  precision: z.enum(['float32', 'bfloat16', 'auto']).default('auto'),
  device: z
    .custom<Device>((value) => typeof value === 'string' && /^(cpu|mps|cuda(:\d+)?)$/.test(value), 'expected cpu, mps, cuda or cuda:N')
    .default('cpu'),
  threads: z.int().min(1).max(256).default(2),
  workers: z.int().min(1).max(64).default(1),
  /** Minutes between validations, contact sheets and checkpoints. */
  validateEvery: z.number().positive().default(5),
  /** Pictures that each validation looks at. */
  validationPictures: z.int().min(1).max(500).default(96),
  /** SqueezeNet's weights, for the stages perceptual and gan and for `semantics`. @default squeezenet1.1.safetensors in the cache folder */
  features: z.string().optional(),
  /** Weight of the distance of features in the stages perceptual and gan. */
  perceptual: z.number().min(0).default(0.05),
  /** Weight of LOOK's four decisions beside its pictures (their mean cross-entropy). */
  decisions: z.number().min(0).default(0.6),
  /** Weight of what LOOK's encoder must say of the photograph, with SqueezeNet as its teacher (stages generator and perceptual). */
  semantics: z.number().min(0).default(0),
  /** Weight of the critic's judgement in the stage gan (λ). */
  adversarial: z.number().min(0).default(0.01),
  /** A phase of the stage critic ends when this share of held-out pictures is judged rightly. */
  criticGoal: z.number().min(0.5).max(1).default(0.95),
  /** In the stage gan the critic learns while its loss is above this, else the generator; 0.693 is what guessing costs. */
  criticThreshold: z.number().positive().default(0.65),
  /** Measurements of the Fréchet distance without a new best that end a phase of the stage gan. */
  patience: z.int().min(1).default(5),
  /** Validation photographs that the critic's accuracy and the Fréchet distance are measured on. */
  judgedPictures: z.int().min(2).max(500).default(500),
  /** How LOOK's colours are punished: more where colour is rare, all alike, or all alike with a reward for colourfulness. */
  colourLoss: z.enum(['rarity', 'plain', 'colourfulness']).default('rarity'),
  /** false: every picture is developed, also those whose tone nothing has damaged. What that costs is measured by tools/ablations.ts. */
  switches: z.boolean().default(true),
  /** A folder of models, or a run's name, whose weights this run begins with. */
  from: z.string().optional(),
  /**
   * Beginnings of the names of the parameters that learn, or of some of their output channels (`look.enc3.0.a[0:24]`) or input
   * channels (`look.enc3.0.b[:,0:24]`); all others keep their values to the bit. What changes little is little to
   * publish: a file's history stores what is the same once. @default all of what the phase trains
   */
  only: z.array(z.string().regex(ONLY, 'expected how a name begins, with [from:to] or [:,from:to] or without')).min(1).optional(),
  /** A file of photographs' hashes, one a line, that are drawn three times as often as others: what LOOK mistakes (tools/mistaken.ts). */
  often: z.string().optional(),
  /** Steps that each batch is learned from, mirrored every other time: where samples are drawn more slowly than steps are taken. */
  echo: z.int().min(1).max(8).default(1),
  /** A folder of a user's own pairs; `--pairs` names another. */
  pairs: z.string().optional(),
  /** Share of the samples that are pairs; the rest are the project's own, so that nothing is forgotten. */
  pairsShare: share.max(1).default(0.5),
})

/** REPAIR's tiles lie where the blocks of a JPEG begin, and a mirrored one does not. */
const checked = config.refine(({ echo, phases }) => echo === 1 || phases.every(({ part }) => part !== 'repair' && part !== 'both'), {
  path: ['echo'],
  message: 'expected 1 where REPAIR learns: a mirrored tile does not begin where a block of a JPEG does',
})

/** The keys of every run, for recipes with a configuration of their own. */
export { config as runSchema }

export type TrainConfig = z.infer<typeof config>
export type Network = z.infer<typeof network>
export type Phase = z.infer<typeof phase>

/** @throws ReveladoError 'bad-config' naming the key that is wrong. */
export function parseConfig(value: unknown, source = 'the configuration'): TrainConfig {
  const result = checked.safeParse(value)
  if (result.success) return result.data
  const [first] = result.error.issues
  const where = first.path.join('.') || 'the top'
  throw new ReveladoError('bad-config', `${source}: at ${where}: ${first.message}`, { source, where, reason: first.message })
}

/** @throws ReveladoError 'not-found' or 'bad-config'. */
export function readConfig(path: string): TrainConfig {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    throw new ReveladoError('not-found', `expected a configuration file at ${path}, but it cannot be read`, { path }, { cause })
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (cause) {
    throw new ReveladoError('bad-config', `${path} is not JSON: ${(cause as Error).message}`, { source: path }, { cause })
  }
  return parseConfig(value, path)
}
