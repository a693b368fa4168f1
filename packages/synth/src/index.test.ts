// Recipes must replay to the same bytes in every engine: no engine-dependent mathematics in what makes pixels or recipes.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

/** Whole numbers to whole powers come out exact. */
const EXACT = /\b(2|[A-Z]+) \*\* \w+/

const FORBIDDEN = /Math\.(exp|expm1|log|log2|log10|log1p|pow|sin|cos|tan|asin|acos|atan|atan2|sinh|cosh|tanh|cbrt|hypot|random)\b|\*\*/

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'fixtures' ? [] : sources(path)
    return /(?<!\.test)\.ts$/.test(entry.name) ? [path] : []
  })
}

it('leans on core for exp, log, pow, sine and cosine', () => {
  const files = sources(import.meta.dirname)
  expect(files.length).toBeGreaterThan(40)
  const guilty = files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => FORBIDDEN.test(line.replace(/\/\/.*|^\s*\/?\*.*/, '').replace(EXACT, '')))
      .map((line) => `${file}: ${line.trim()}`),
  )
  expect(guilty).toEqual([])
})
