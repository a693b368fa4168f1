// The one error class of this package.

/**
 * - `libtorch`: an operator refused; the message is libtorch's own.
 * - `bad-argument`: something of the wrong kind was handed over, or a tensor was used after it was disposed.
 * - `bad-file`: a safetensors file is damaged.
 * - `missing-dependency`: the native module is not built; `npm run setup:torch` builds it.
 */
export type TorchErrorCode = 'libtorch' | 'bad-argument' | 'bad-file' | 'missing-dependency'

export class TorchError extends Error {
  override readonly name = 'TorchError'
  readonly code: TorchErrorCode

  constructor(code: TorchErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
