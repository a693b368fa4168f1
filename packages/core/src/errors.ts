// The one error class for faults that users can cause: what was expected, what came, what to do.

export type ErrorCode =
  | 'bad-argument'
  | 'bad-picture'
  | 'bad-config'
  | 'not-found'
  | 'not-a-picture'
  | 'unsupported-format'
  | 'unreadable'
  | 'truncated'
  | 'too-large'
  | 'no-room'
  | 'not-writable'
  | 'would-overwrite'
  | 'nothing-to-do'
  | 'no-model'
  | 'missing-dependency'
  | 'cancelled'

/** A fault that a user can cause and mend. `code` is stable; `values` fill translated messages. */
export class ReveladoError extends Error {
  override readonly name = 'ReveladoError'
  readonly code: ErrorCode
  readonly values: Readonly<Record<string, string | number>>

  constructor(code: ErrorCode, message: string, values: Record<string, string | number> = {}, options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.values = values
  }
}
