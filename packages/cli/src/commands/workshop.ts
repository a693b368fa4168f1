// `train`, `export`, `dataset` and `evaluate`: handed over with their arguments to the packages that do them, loaded only when asked.
import { ReveladoError } from '@revelado/core'
import { type Context, printLine } from '../terminal.ts'

/** What the packages of the workshop are given. */
export interface WorkshopIo {
  /** One line that replaces the last one where the terminal can, for progress. */
  progress(line: string): void
  print(line: string): void
  readonly signal: AbortSignal
}

type WorkshopCommand = (argv: string[], io: WorkshopIo) => Promise<number>

const WORKSHOP: Record<string, { load: () => Promise<object>; entrance: string }> = {
  train: { load: () => import('@revelado/train'), entrance: 'trainCommand' },
  export: { load: () => import('@revelado/train'), entrance: 'exportCommand' },
  dataset: { load: () => import('@revelado/train'), entrance: 'datasetCommand' },
  evaluate: { load: () => import('@revelado/evaluate'), entrance: 'evaluateCommand' },
}

function workshopIo({ out, error, signal }: Context): WorkshopIo {
  let length = 0
  const clear = () => {
    if (length > 0) error.write(`\r${' '.repeat(length)}\r`)
    length = 0
  }
  return {
    signal,
    print(line) {
      clear()
      printLine(out, line)
    },
    progress(line) {
      if (!error.isTTY) return printLine(error, line)
      clear()
      const shown = line.slice(0, (error.columns ?? 80) - 1)
      length = shown.length
      error.write(shown)
    },
  }
}

/** Runs one of the workshop's commands; its exit code. */
export async function workshopCommand(name: keyof typeof WORKSHOP, argv: string[], context: Context): Promise<number> {
  const { load, entrance } = WORKSHOP[name]
  const loaded: Record<string, unknown> = { ...(await load()) }
  const command = loaded[entrance]
  if (typeof command !== 'function')
    throw new ReveladoError('missing-dependency', `there is no ${entrance} in this copy of revelado, which is incomplete`)
  return (command as WorkshopCommand)(argv, workshopIo(context))
}
