// Which parameters learn where not all do, and which of their channels: the key `only` of a configuration.

/** Channels from … up to, without, …. */
interface Range {
  readonly from: number
  readonly to: number
}

/** An entry of `only`: how the names begin, and which channels; null: all of them. */
interface Entry {
  readonly beginning: string
  readonly outputs: Range | null
  readonly inputs: Range | null
}

/** `look.enc3`, `look.enc3.0.a[0:24]`, `look.enc3.0.b[:,0:24]`: channels are written as PyTorch writes them. */
export const ONLY = /^([^[\]\s]+)(?:\[(?:(\d+):(\d+)|:,\s*(\d+):(\d+))\])?$/

function parse(text: string): Entry {
  const [, beginning, outFrom, outTo, inFrom, inTo] = ONLY.exec(text)!
  const range = (from?: string, to?: string): Range | null => (from === undefined ? null : { from: Number(from), to: Number(to) })
  return { beginning, outputs: range(outFrom, outTo), inputs: range(inFrom, inTo) }
}

/** Whether an entry has something to say of a parameter: a bias has no input channels. */
function names({ beginning, inputs }: Entry, name: string, shape: readonly number[]): boolean {
  return name.startsWith(beginning) && (inputs === null || shape.length > 1)
}

/** The first entry that is no parameter's, or names channels that none of its parameters has. */
export function strangeOnly(only: readonly string[], parameters: Iterable<{ name: string; shape: readonly number[] }>): string | undefined {
  const all = [...parameters]
  const holds = (range: Range | null, channels: number): boolean => range === null || (range.from < range.to && range.to <= channels)
  return only.find((text) => {
    const entry = parse(text)
    return !all.some(({ name, shape }) => names(entry, name, shape) && holds(entry.outputs, shape[0]) && holds(entry.inputs, shape[1] ?? 0))
  })
}

/** Whether anything of a parameter learns, and a mask that is 1 where it does; null where all of it does. */
export interface Learning {
  readonly learns: boolean
  readonly mask: Float32Array | null
}

/** @param shape output channels, input channels, and whatever a kernel has besides */
export function learningOf(only: readonly string[] | undefined, name: string, shape: readonly number[]): Learning {
  if (!only) return { learns: true, mask: null }
  const entries = only.map(parse).filter((entry) => names(entry, name, shape))
  if (entries.length === 0) return { learns: false, mask: null }
  if (entries.some(({ outputs, inputs }) => !outputs && !inputs)) return { learns: true, mask: null }
  const [outputs, inputs = 1] = shape
  const size = shape.slice(2).reduce((a, b) => a * b, 1)
  const mask = new Float32Array(outputs * inputs * size)
  for (const { outputs: rows, inputs: columns } of entries)
    for (let row = rows?.from ?? 0; row < Math.min(outputs, rows?.to ?? outputs); row++) {
      const [from, to] = [columns?.from ?? 0, Math.min(inputs, columns?.to ?? inputs)]
      mask.fill(1, (row * inputs + from) * size, (row * inputs + to) * size)
    }
  return { learns: true, mask }
}
