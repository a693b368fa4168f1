// What went wrong, as one sentence with a hint in the user's language.
import { ReveladoError } from '@revelado/core'
import type { MessageKey } from './en.ts'
import { isMessage, type Say } from './say.ts'

/** The workshop's commands read their arguments with Node's own parser, whose sentences are English. */
const PARSER: Readonly<Record<string, MessageKey>> = {
  ERR_PARSE_ARGS_UNKNOWN_OPTION: 'fault.option.unknown',
  ERR_PARSE_ARGS_INVALID_OPTION_VALUE: 'fault.option.value',
  ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL: 'fault.option.excess',
}

/** What Node's parser had to say of the arguments, in the user's language; undefined where it was not asked. */
function parserFault(error: unknown, say: Say): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  const key = PARSER[String(error.code)]
  if (!key || error.message.includes('does not take an argument')) return undefined
  return say(key, { name: /'([^' ]*)/.exec(error.message)?.[1] ?? '' })
}

/** The most special message there is for an error: by its code and its reason, else by its code. */
export function describeFault(error: unknown, say: Say): string {
  const usage = parserFault(error, say) ?? parserFault((error as Error | undefined)?.cause, say)
  if (usage) return usage
  if (!(error instanceof ReveladoError)) {
    const message = error instanceof Error ? error.message : String(error)
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
