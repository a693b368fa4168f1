// Training holds its memory flat. In a process of its own, so that nothing else is measured.

import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'

/** Bytes; what the heap may still grow by between step 200 and step 2,000. */
const GROWTH = 20e6

/** Milliseconds; some seconds are usual, but a busy machine may take its time. */
const PATIENCE = 600_000

test('over 2,000 steps', { timeout: PATIENCE }, () => {
  const script = resolve(import.meta.dirname, '../fixtures/memory.ts')
  const output = execFileSync(process.execPath, ['--import', 'tsx', script], { encoding: 'utf8', cwd: import.meta.dirname })
  const [early, middle, late]: { step: number; rss: number; live: number }[] = JSON.parse(output)
  expect(late.step).toBe(2000)
  expect(late.rss - early.rss, output).toBeLessThanOrEqual(GROWTH)
  expect([middle.live, late.live]).toEqual([early.live, early.live])
})
