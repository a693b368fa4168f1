// The clock that a schedule reads. It counts the time of steps and ignores long gaps, so that a run that was paused
// (a laptop's lid, SIGSTOP) does not lose its schedule.

export interface Clock {
  /** Seconds of training so far. */
  readonly seconds: number
  /** To be called once a step. */
  tick(): void
  /** To be called after what is no step (a validation): its time does not count. */
  rest(): void
}

const LONGEST_STEP_S = 10

/** Counts wall-clock time; a gap of more than 10 s between two steps counts as nothing. */
export function wallClock(start = 0, now: () => number = () => performance.now() / 1000): Clock {
  let seconds = start
  let last = now()
  return {
    get seconds() {
      return seconds
    },
    tick() {
      const time = now()
      if (time - last <= LONGEST_STEP_S) seconds += time - last
      last = time
    },
    rest() {
      last = now()
    },
  }
}

/** Counts steps, each as `step` seconds: for tests, where a run must repeat exactly. */
export function stepClock(step = 1, start = 0): Clock {
  let seconds = start
  return {
    get seconds() {
      return seconds
    },
    tick() {
      seconds += step
    },
    rest() {},
  }
}

/** Seconds as hours, minutes and seconds: 1:02:03. */
export function clockText(seconds: number): string {
  const s = Math.max(0, Math.round(seconds))
  return `${Math.floor(s / 3600)}:${String(Math.floor(s / 60) % 60).padStart(2, '0')}:${String(s % 60).padStart(2, '0')}`
}
