// RawTherapee's "Film Negative" (its own program, rawtherapee-cli 5.9 or newer), as a user would set it who trusts its numbers: its
// default exponents, the medians of the whole frame as the reference, which become a mid grey.
import { channel, type Picture, toLinear } from '@revelado/core'
import { percentile } from '../statistics/percentile.ts'
import { programPeer } from './program.ts'

/** Its values run to this. */
const WHITE = 65535
/** Linear light that the medians become. */
const GREY = 0.1

export function filmNegativeProfile(picture: Picture): string {
  const linear = toLinear(picture)
  const medians = ([0, 1, 2] as const).map((c) => WHITE * percentile(channel(linear, c).data, 50))
  const list = (values: readonly number[]): string => values.map((value) => `${value.toFixed(3)};`).join('')
  return [
    '[Version]',
    'AppVersion=5.9',
    'Version=349',
    '[Color Management]',
    'WorkingProfile=sRGB',
    '[Film Negative]',
    'Enabled=true',
    'RedRatio=1.36',
    'GreenExponent=1.5',
    'BlueRatio=0.86',
    'ColorSpace=1',
    `RefInput=${list(medians)}`,
    `RefOutput=${list([GREY * WHITE, GREY * WHITE, GREY * WHITE])}`,
    '',
  ].join('\n')
}

export const loadRawTherapee = () =>
  programPeer({
    name: 'RawTherapee',
    program: 'rawtherapee-cli',
    recipe: (picture) => ({ file: 'negative.pp3', text: filmNegativeProfile(picture) }),
    arguments: ({ input, recipe, output }) => ['-q', '-o', output, '-p', recipe, '-b16', '-t', '-Y', '-c', input],
  })
