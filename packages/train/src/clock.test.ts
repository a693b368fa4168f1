import { describe, expect, it } from 'vitest'
import { stepClock, wallClock } from './clock.ts'

describe('wallClock', () => {
  it('counts steps and forgets pauses', () => {
    let now = 100
    const clock = wallClock(
      5,
      () => now,
      () => 0,
    )
    now += 2
    clock.tick()
    expect(clock.seconds).toBe(7)
    now += 3600
    clock.tick()
    expect(clock.seconds).toBe(7)
    now += 1
    clock.tick()
    expect(clock.seconds).toBe(8)
  })

  it('counts long steps on a slow machine', () => {
    let [now, work] = [0, 0]
    const clock = wallClock(
      0,
      () => now,
      () => work,
    )
    now += 40
    work += 15
    clock.tick()
    expect(clock.seconds).toBe(40)
    now += 40
    work += 1
    clock.tick()
    expect(clock.seconds).toBe(40)
  })

  it('does not count what is no step', () => {
    let now = 0
    const clock = wallClock(0, () => now)
    now = 4
    clock.rest()
    now = 6
    clock.tick()
    expect(clock.seconds).toBe(2)
  })
})

describe('stepClock', () => {
  it('counts each step alike', () => {
    const clock = stepClock(0.5, 1)
    clock.tick()
    clock.tick()
    expect(clock.seconds).toBe(2)
  })
})
