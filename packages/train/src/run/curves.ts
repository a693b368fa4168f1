// The curves of a run: a CSV that grows line by line, and an SVG drawn from it.
import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'

export type Row = Readonly<Record<string, number | string>>

/** Adds a row. Columns that the file lacks come to its right; earlier rows have nothing there. */
export function appendRow(file: string, row: Row): void {
  const [head = '', ...lines] = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : []
  const before = head === '' ? [] : head.split(',')
  const columns = [...before, ...Object.keys(row).filter((name) => !before.includes(name))]
  if (columns.length > before.length) {
    writeFileSync(`${file}.part`, [columns.join(), ...(lines.length > 0 ? lines : [''])].join('\n'))
    renameSync(`${file}.part`, file)
  }
  appendFileSync(file, `${columns.map((name) => row[name] ?? '').join()}\n`)
}

/** The rows of a CSV of this module. */
export function readRows(file: string): Record<string, string>[] {
  if (!existsSync(file)) return []
  const [head, ...lines] = readFileSync(file, 'utf8').trim().split('\n')
  const columns = head.split(',')
  return lines.map((line) => Object.fromEntries(line.split(',').map((value, i) => [columns[i], value])))
}

const WIDTH = 720
const HEIGHT = 240
const LEFT = 60
const COLOURS = ['#1f6feb', '#d1242f', '#1a7f37', '#9a6700', '#8250df', '#57606a', '#bf3989', '#0a7ea4']

function panel(rows: readonly Record<string, string>[], names: readonly string[], x: string, title: string, top: number): string {
  const xs = rows.map((row) => Number(row[x]))
  const values = names.flatMap((name) =>
    rows
      .map((row) => row[name])
      .filter((v) => v !== '' && v !== undefined)
      .map(Number),
  )
  if (!values.length) return ''
  const low = Math.min(...values)
  const high = Math.max(...values)
  const end = Math.max(...xs, 1e-9)
  const px = (v: number): number => LEFT + ((WIDTH - LEFT - 150) * v) / end
  const py = (v: number): number => top + 20 + (HEIGHT - 50) * (1 - (v - low) / (high - low || 1))
  const lines = names.map((name, i) => {
    const points = rows.flatMap((row, j) => (row[name] ? [`${px(xs[j]).toFixed(1)},${py(Number(row[name])).toFixed(1)}`] : []))
    const colour = COLOURS[i % COLOURS.length]
    return `<polyline fill="none" stroke="${colour}" stroke-width="1.5" points="${points.join(' ')}"/><text x="${WIDTH - 140}" y="${top + 30 + 16 * i}" fill="${colour}">${name}</text>`
  })
  const marks = [low, high].map((v) => `<text x="${LEFT - 6}" y="${py(v) + 4}" text-anchor="end">${v.toPrecision(3)}</text>`)
  const foot = `<text x="${px(end)}" y="${top + HEIGHT - 10}" text-anchor="end">${end.toPrecision(3)} ${x}</text>`
  return `<text x="${LEFT}" y="${top + 12}" font-weight="bold">${title}</text>${lines.join('')}${marks.join('')}${foot}`
}

/** Draws panels of columns against minutes into an SVG file, whole or not at all. */
export function drawCurves(csv: string, svg: string, panels: Readonly<Record<string, readonly string[]>>): void {
  const rows = readRows(csv)
  if (!rows.length) return
  const measured = Object.entries(panels).filter(([, names]) => names.some((name) => rows.some((row) => row[name])))
  const drawn = measured.map(([title, names], i) => panel(rows, names, 'minutes', title, i * HEIGHT))
  const height = drawn.length * HEIGHT
  const text = `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" font-family="sans-serif" font-size="12"><rect width="100%" height="100%" fill="white"/>${drawn.join('')}</svg>\n`
  writeFileSync(`${svg}.part`, text)
  renameSync(`${svg}.part`, svg)
}
