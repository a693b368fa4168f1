// Progress bars of a run: one for the picture at work, one for all; silent where nobody looks at a terminal.
import type { MultiBar, SingleBar } from 'cli-progress'
import type { Context } from './terminal.ts'

/** What a run tells of its progress. `share` is 0..1 of one picture. */
export interface Bars {
  file(name: string): void
  progress(share: number): void
  /** One more picture is dealt with; `pixels` of it counted towards the time left. */
  finished(): void
  /** Writes a line above the bars. */
  line(text: string): void
  stop(): void
}

const STEPS = 1000

/** Time left by the mean pace so far, as m:ss; empty until there is something to go by. */
export function timeLeft(share: number, seconds: number): string {
  if (share < 0.02 || seconds < 1) return ''
  const left = Math.ceil((seconds * (1 - share)) / share)
  return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`
}

function silent({ error }: Context): Bars {
  const nothing = () => undefined
  return { file: nothing, progress: nothing, finished: nothing, line: (text) => error.write(`${text}\n`), stop: nothing }
}

/** Bars for `count` pictures on the error stream. */
export async function openBars(count: number, context: Context): Promise<Bars> {
  const { say, error } = context
  if (!error.isTTY) return silent(context)
  const { default: progress } = await import('cli-progress')
  const all: MultiBar = new progress.MultiBar(
    {
      format: '{bar} {percentage} % {name} {left}',
      hideCursor: true,
      clearOnComplete: true,
      gracefulExit: false,
      forceRedraw: true,
      stream: error as NodeJS.WriteStream,
    },
    progress.Presets.shades_classic,
  )
  const start = performance.now()
  let current: SingleBar | undefined
  let done = 0
  const total: SingleBar | undefined = count > 1 ? all.create(count * STEPS, 0, { name: say('restore.all'), left: '' }) : undefined
  const show = (share: number) => {
    const whole = (done + share) / count
    const left = timeLeft(whole, (performance.now() - start) / 1000)
    const words = left && say('restore.left', { time: left })
    current?.update(Math.round(share * STEPS), { left: total ? '' : words })
    total?.update(Math.round(whole * count * STEPS), { left: words })
  }
  return {
    file(name) {
      if (current) all.remove(current)
      current = all.create(STEPS, 0, { name, left: '' })
    },
    progress: show,
    finished() {
      done++
      show(0)
    },
    line: (text) => all.log(`${text}\n`),
    stop: () => all.stop(),
  }
}
