// What lies outside the frame of a scan is black in the photograph and hardly learned by the generator: shown to a critic, or
// to SqueezeNet, it would give the game away. Both pictures are black there.
import { ops as torch } from '@revelado/torch'
import type { Shown } from './generator.ts'

export function framed({ input, picture, target, frame }: Shown): Shown {
  return { input, picture: torch.mul(picture, frame), target: torch.mul(target, frame), frame }
}
