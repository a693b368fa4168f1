// core runs unchanged in a browser and gives the same bits in every engine: its source may not name what would break that.
import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const directory = new URL('.', import.meta.url)
const files = readdirSync(directory, { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.ts') && !f.endsWith('.test.ts'))
const CHANGING = /\bMath\.(a?cosh?|a?sinh?|a?tanh?|atan2|exp|expm1|log|log1p|log2|log10|pow|cbrt|hypot|random)\b|[^/*\s]\s*\*\*\s*[^/*\s]/

function codeOf(file: string): string {
  return readFileSync(new URL(file, directory), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gm, '')
}

test('finds what it looks for', () => {
  for (const line of ['x ** 2', 'Math.exp(x)', 'Math.atan2(a, b)', 'Math.random()']) expect(line).toMatch(CHANGING)
  for (const line of ['x * 2', 'Math.sqrt(x)', 'Math.floor(x)', 'exp(x)']) expect(line).not.toMatch(CHANGING)
  expect(files.length).toBeGreaterThan(15)
})

test.each(files)('%s imports nothing but its neighbours and knows no process, console or document', (file) => {
  const code = codeOf(file)
  for (const [, source] of code.matchAll(/from '([^']+)'/g)) expect(source).toMatch(/^\.{1,2}\//)
  expect(code).not.toMatch(/\b(process|console|document|navigator|Buffer)\./)
})

test.each(files.filter((f) => !f.startsWith('measure')))('%s uses no function whose last digits may change', (file) => {
  expect(codeOf(file)).not.toMatch(CHANGING)
})
