// The clock that a schedule reads. It counts the time of steps and ignores pauses (a laptop's lid, SIGSTOP), so that a run does
// not lose its schedule by them.

export interface Clock {
  /** Seconds of training so far. */
  readonly seconds: number
  /** To be called once a step. */
  tick(): void
  /** To be called after what is no step (a validation): its time does not count. */
  rest(): void
}

/** A longer gap between two steps may have been a pause. */
const LONGEST_STEP_S = 10
/** It was one when the process computed for less than this share of it. */
const LEAST_WORK = 0.1

/** Seconds that all threads of this process have computed. */
function worked(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1e6
}

/** Counts wall-clock time; a gap of more than 10 s between two steps in which next to nothing was computed counts as nothing. */
export function wallClock(start = 0, now: () => number = () => performance.now() / 1000, work: () => number = worked): Clock {
  let seconds = start
  let last = { time: now(), work: work() }
  return {
    get seconds() {
      return seconds
    },
    tick() {
      const at = { time: now(), work: work() }
      const gap = at.time - last.time
      if (gap <= LONGEST_STEP_S || at.work - last.work >= LEAST_WORK * gap) seconds += gap
      last = at
    },
    rest() {
      last = { time: now(), work: work() }
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
