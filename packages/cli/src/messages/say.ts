// Which language is spoken, and filling messages in.
import { en, type MessageKey, type Messages } from './en.ts'
import { es } from './es.ts'

export const LANGUAGES = ['en', 'es'] as const
export type Language = (typeof LANGUAGES)[number]
const DICTIONARIES: Record<Language, Messages> = { en, es }

export type Values = Readonly<Record<string, string | number>>
/** Gives a message in the user's language with its {braces} filled in. */
export type Say = (key: MessageKey, values?: Values) => string

/** The user's language: as asked for, else what LC_ALL, LC_MESSAGES or LANG say (the first that is set counts), else English. */
export function languageOf(asked: string | undefined, environment: Readonly<Record<string, string | undefined>>): Language {
  const named = asked || environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || ''
  return LANGUAGES.find((language) => named.toLowerCase().split(/[_.@-]/)[0] === language) ?? 'en'
}

/** Numbers as the language writes them; text as it is. */
function written(value: string | number, language: Language): string {
  return typeof value === 'number' ? value.toLocaleString(language, { maximumFractionDigits: 1 }) : value
}

export function speaker(language: Language): Say {
  return (key, values = {}) =>
    DICTIONARIES[language][key].replace(/\{(\w+)\}/g, (braces, name: string) => (name in values ? written(values[name], language) : braces))
}

/** Whether there is a message of this name. */
export function isMessage(key: string): key is MessageKey {
  return key in en
}
