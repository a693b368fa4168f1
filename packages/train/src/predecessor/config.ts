// What a run of the predecessor's recipe is told: the keys of every run, and phases of its own.
import { readFileSync } from 'node:fs'
import { ReveladoError } from '@revelado/core'
import { CRITIC_CONFIG, PREDECESSOR_MULTIPLE, RESNET34 } from '@revelado/model'
import { z } from 'zod'
import { runSchema } from '../config.ts'

const phase = z.strictObject({
  /**
   * 'autoencoder': the encoder learns to keep a picture, where no file of weights is given; 'frozen': only the decoder learns;
   * 'unfrozen': all; 'critic': the critic alone, until `criticGoal`; 'gan': generator or critic, whichever is losing.
   */
  part: z.enum(['autoencoder', 'frozen', 'unfrozen', 'critic', 'gan']),
  /** Share of the run's minutes, against the other phases' shares. */
  share: z.number().positive(),
  /** Side of the pictures. */
  size: z.int().multipleOf(PREDECESSOR_MULTIPLE).min(32).max(320),
  /** Pictures a step. */
  batch: z.int().min(2).max(256),
})

const four = z.tuple([z.int().min(4), z.int().min(4), z.int().min(4), z.int().min(4)])
const counts = z.tuple([z.int().min(1), z.int().min(1), z.int().min(1), z.int().min(1)])

const config = z.strictObject({
  ...runSchema.pick({
    name: true,
    seed: true,
    minutes: true,
    learningRate: true,
    warmUp: true,
    weightDecay: true,
    clip: true,
    ema: true,
    precision: true,
    device: true,
    threads: true,
    workers: true,
    validateEvery: true,
    validationPictures: true,
    optimiser: true,
    criticGoal: true,
    criticThreshold: true,
  }).shape,
  recipe: z.literal('predecessor'),
  phases: z
    .array(phase)
    .min(1)
    .refine(
      (phases) => phases.some(({ part }) => part === 'frozen' || part === 'unfrozen'),
      'expected a phase that restores, frozen or unfrozen',
    ),
  /** A safetensors file with torchvision's ResNet34; its autoencoder phases are then left out. */
  encoder: z.string().optional(),
  /** Learning rate of the encoder, once unfrozen, as a share of the decoder's. */
  encoderRate: z.number().min(0).max(1).default(0.1),
  /** λ: fast.ai's lesson weighs the squared error 50 times the critic's doubt. */
  adversarial: z.number().min(0).default(0.02),
  critic: z.strictObject({ widths: z.array(z.int().min(1).max(1024)).min(1).max(5) }).default({ widths: [...CRITIC_CONFIG.widths] }),
  network: z.strictObject({ widths: four, blocks: counts }).default({
    widths: [...RESNET34.widths],
    blocks: [...RESNET34.blocks],
  }),
})

export type PredecessorConfig = z.infer<typeof config>
export type PredecessorPhase = z.infer<typeof phase>

/** @throws ReveladoError 'bad-config' naming the key that is wrong. */
export function parsePredecessorConfig(value: unknown, source = 'the configuration'): PredecessorConfig {
  const result = config.safeParse(value)
  if (!result.success) {
    const [first] = result.error.issues
    const where = first.path.join('.') || 'the top'
    throw new ReveladoError('bad-config', `${source}: at ${where}: ${first.message}`, { source, where, reason: first.message })
  }
  const { data } = result
  return data.encoder === undefined ? data : { ...data, phases: data.phases.filter(({ part }) => part !== 'autoencoder') }
}

/** @throws ReveladoError 'bad-config'. */
export function readPredecessorConfig(path: string): PredecessorConfig {
  return parsePredecessorConfig(JSON.parse(readFileSync(path, 'utf8')), path)
}
