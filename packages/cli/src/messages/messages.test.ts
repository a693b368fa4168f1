import { ReveladoError } from '@revelado/core'
import { describe, expect, it } from 'vitest'
import { en, type MessageKey } from './en.ts'
import { es } from './es.ts'
import { describeFault } from './fault.ts'
import { languageOf, speaker } from './say.ts'

const keys = Object.keys(en) as MessageKey[]
const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()

describe('dictionaries', () => {
  it('have the same entries with the same values to fill in', () => {
    expect(Object.keys(es)).toEqual(keys)
    for (const key of keys) expect([key, ...new Set(holes(es[key]))]).toEqual([key, ...new Set(holes(en[key]))])
  })

  it('say faults in whole sentences', () => {
    for (const key of keys.filter((name) => name.startsWith('fault.')))
      for (const text of [en[key], es[key]]) expect([key, text.endsWith('.')]).toEqual([key, true])
  })
})

describe('languageOf', () => {
  it('takes what is asked for, then LC_ALL, LC_MESSAGES, LANG, then English', () => {
    expect(languageOf('es', { LC_ALL: 'en_US.UTF-8' })).toBe('es')
    expect(languageOf(undefined, { LC_ALL: 'es_MX.UTF-8', LANG: 'en_US' })).toBe('es')
    expect(languageOf(undefined, { LC_ALL: 'C', LANG: 'es_ES' })).toBe('en')
    expect(languageOf(undefined, { LC_ALL: '', LC_MESSAGES: 'es', LANG: 'en_US' })).toBe('es')
    expect(languageOf(undefined, { LANG: 'fr_FR' })).toBe('en')
    expect(languageOf(undefined, {})).toBe('en')
  })
})

describe('describeFault', () => {
  const say = speaker('en')

  it('takes the most special sentence', () => {
    expect(describeFault(new ReveladoError('not-a-picture', '-', { path: 'a', reason: 'empty' }), say)).toContain('a is empty')
    expect(describeFault(new ReveladoError('not-a-picture', '-', { path: 'a', reason: 'new' }), say)).toContain('a is not a picture')
    const option = { name: '--strength', expected: '0–1', received: '7' }
    expect(describeFault(new ReveladoError('bad-argument', '-', option), speaker('es'))).toBe(
      'la opción --strength espera 0–1, pero se ha dado «7».',
    )
  })

  it('asks for a report of what is nobody’s fault', () => {
    expect(describeFault(new TypeError('x is not a function'), say)).toContain('report')
  })
})
