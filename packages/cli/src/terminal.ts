// Where the command writes to and what stops it: handed in, so that it can be run in a test as in a terminal.
import pc from 'picocolors'
import type { Say } from './messages/say.ts'

/** A stream to write to. */
export interface Sink {
  write(text: string): unknown
  readonly isTTY?: boolean
  readonly columns?: number
}

/** Everything of the outside world that a command touches besides files. */
export interface Terminal {
  readonly out: Sink
  readonly error: Sink
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
}

/** What every command is given. */
export interface Context extends Terminal {
  readonly say: Say
  readonly language: 'en' | 'es'
}

export const colours = (terminal: Terminal) => pc.createColors(terminal.error.isTTY === true && pc.isColorSupported)

export function printLine(sink: Sink, text: string): void {
  sink.write(`${text}\n`)
}
