import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { appendRow, drawCurves, readRows } from './curves.ts'

const folder = mkdtempSync(join(tmpdir(), 'revelado-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('curves', () => {
  const csv = join(folder, 'curves.csv')

  it('grow by rows, and to the right when a later row knows more', () => {
    appendRow(csv, { minutes: 1, loss: 5 })
    appendRow(csv, { minutes: 2, 'critic loss': 7, loss: 4 })
    appendRow(csv, { minutes: 3 })
    expect(readFileSync(csv, 'utf8')).toBe('minutes,loss,critic loss\n1,5\n2,4,7\n3,,\n')
    expect(readRows(csv)[1]).toEqual({ minutes: '2', loss: '4', 'critic loss': '7' })
  })

  it('are drawn where anything was measured', () => {
    const svg = join(folder, 'curves.svg')
    drawCurves(csv, svg, { 'of nothing': ['nothing'], 'of the critic': ['critic loss'] })
    const text = readFileSync(svg, 'utf8')
    expect(text).toContain('of the critic')
    expect(text).not.toContain('of nothing')
    expect(text).toContain('height="240"')
  })
})
