// What went wrong, as one sentence with a hint in the user's language.
import { ReveladoError } from '@revelado/core'
import { isMessage, type Say } from './say.ts'

/** The most special message there is for an error: by its code and its reason, else by its code. */
export function describeFault(error: unknown, say: Say): string {
  if (!(error instanceof ReveladoError)) {
    const message = error instanceof Error ? error.message : String(error)
    // The workshop's commands read their arguments with Node's own parser.
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
      return say('fault.bad-argument', { message })
    return say('fault.unexpected', { message })
  }
  const { code, values, message } = error
  const detail = [
    values.reason,
    values.what,
    'longest' in values ? 'format' : undefined,
    'expected' in values ? 'option' : undefined,
  ].filter(Boolean)
  const names = [...detail.map((word) => `fault.${code}.${word}`), `fault.${code}`]
  const name = names.find(isMessage)
  return name ? say(name, { message, ...values }) : message
}
