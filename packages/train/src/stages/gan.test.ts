import { describe, expect, it } from 'vitest'
import { losingSide } from './gan.ts'

describe('losingSide', () => {
  it('is the critic until it was asked, and while its loss is above the threshold', () => {
    expect(losingSide(null, 0.65)).toBe('critic')
    expect(losingSide(0.66, 0.65)).toBe('critic')
    expect(losingSide(0.65, 0.65)).toBe('generator')
    expect(losingSide(0.1, 0.65)).toBe('generator')
  })
})
