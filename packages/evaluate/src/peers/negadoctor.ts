// darktable's negadoctor (its own program, darktable-cli 4.2 or newer), with what its automatic pickers give on the whole frame.
// The model: Kodak Cineon's densities, A. Pierre's module of 2020; the pickers: src/iop/negadoctor.c of darktable 4.2.
import { channel, type Picture, toLinear } from '@revelado/core'
import { percentile } from '../statistics/percentile.ts'
import { programPeer } from './program.ts'

/** Linear sRGB to Rec. 2020, darktable's working space (ITU-R BT.2087, with BT.709's primaries). */
const TO_REC2020 = [
  [0.627404, 0.329283, 0.043313],
  [0.069097, 0.91954, 0.011362],
  [0.016391, 0.088013, 0.895595],
]
/** The pickers take no less light than this. */
const LEAST = 2 ** -14
/** Percentiles that stand for the pickers' brightest and darkest patch. */
const BRIGHTEST = 99.9
const DARKEST = 0.1

const OFFSET = -0.05
const PAPER_GAMMA = 4
const SOFT_CLIP = 0.75
const COLOUR_FILM = 1

/** The module's parameters, version 2: one whole number and 18 floats, little endian. */
export function negadoctorParameters(picture: Picture): Buffer {
  const linear = toLinear(picture)
  const [r, g, b] = ([0, 1, 2] as const).map((c) => channel(linear, c).data)
  const patches = TO_REC2020.map(([wr, wg, wb]) => {
    const light = r.map((_, i) => wr * r[i] + wg * g[i] + wb * b[i])
    return [BRIGHTEST, DARKEST].map((at) => Math.max(LEAST, percentile(light, at)))
  })
  const base = patches.map(([bright]) => bright)
  const densest = patches.map(([bright, dark]) => Math.log10(bright / dark))
  const range = Math.max(...densest)
  const lights = densest.map((density) => Math.abs(1 / (OFFSET - density / range)))
  const balance = lights.map((light) => light / Math.min(...lights))
  const black = Math.max(...balance.map((w) => 0.1 - (1 - 10 ** (w * OFFSET))))
  const exposure = Math.min(...balance.map((w, c) => 0.96 / (1 - 10 ** (w * (OFFSET - densest[c] / range)) + black)))
  const floats = [...base, 0, ...balance, 0, 1, 1, 1, 0, range, OFFSET, black, PAPER_GAMMA, SOFT_CLIP, exposure]
  const out = Buffer.alloc(4 + 4 * floats.length)
  out.writeInt32LE(COLOUR_FILM, 0)
  for (const [i, value] of floats.entries()) out.writeFloatLE(value, 4 + 4 * i)
  return out
}

/** Blending of a module that is simply on, as darktable writes it. */
const PLAIN_BLENDING = 'gz12eJxjYGBgkGAAgRNODESDBnsIHll8ANNSGQM='

function history(parameters: Buffer): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:darktable="http://darktable.sf.net/" darktable:xmp_version="5" darktable:raw_params="0"
 darktable:auto_presets_applied="1" darktable:history_end="1" darktable:iop_order_version="2"><darktable:history><rdf:Seq>
<rdf:li darktable:num="0" darktable:operation="negadoctor" darktable:enabled="1" darktable:modversion="2"
 darktable:params="${parameters.toString('hex')}" darktable:multi_name="" darktable:multi_priority="0"
 darktable:blendop_version="11" darktable:blendop_params="${PLAIN_BLENDING}"/>
</rdf:Seq></darktable:history></rdf:Description></rdf:RDF></x:xmpmeta>
`
}

export const loadNegadoctor = () =>
  programPeer({
    name: 'darktable, negadoctor',
    program: 'darktable-cli',
    recipe: (picture) => ({ file: 'negative.xmp', text: history(negadoctorParameters(picture)) }),
    arguments: ({ input, recipe, output, folder }) => [
      ...[input, recipe, output, '--icc-type', 'SRGB'],
      ...['--core', '--disable-opencl', '--library', ':memory:', '--configdir', folder, '--cachedir', folder],
      ...['--conf', 'plugins/imageio/format/tiff/bpp=16'],
    ],
  })
