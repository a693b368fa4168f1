// Curves of shares against shares beside the diagonal, as SVG: where a curve lies on it, what is said is what is.
import type { Curve } from '../result.ts'
import { escapeMarkup } from './escape.ts'

const SIDE = 260
const LEFT = 44
const FOOT = 40
const COLOURS = ['#0b62a4', '#b3541e', '#06702f', '#7a3e9d', '#8a6d00', '#444']

const at = (x: number, y: number): string => `${(LEFT + x * SIDE).toFixed(1)},${(10 + (1 - y) * SIDE).toFixed(1)}`

function text(x: number, y: number, words: string, more = ''): string {
  return `<text x="${x}" y="${y}" font-size="12" fill="#444" ${more}>${escapeMarkup(words)}</text>`
}

/** One picture for the curves of one measure; empty without any. */
export function curvesSvg(curves: readonly Curve[]): string {
  if (curves.length === 0) return ''
  const [{ x, y, measure }] = curves
  const width = LEFT + SIDE + 240
  const height = SIDE + FOOT + 10
  const lines = curves.map(({ set, condition, method, points }, i) => {
    const colour = COLOURS[i % COLOURS.length]
    const line = `<polyline fill="none" stroke="${colour}" stroke-width="2" points="${points.map(([a, b]) => at(a, b)).join(' ')}"/>`
    return line + text(LEFT + SIDE + 10, 24 + 17 * i, `${set}, ${condition}, ${method}`, `style="fill:${colour}"`)
  })
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" role="img" aria-label="${escapeMarkup(measure)}">
<rect x="${LEFT}" y="10" width="${SIDE}" height="${SIDE}" fill="none" stroke="#bbb"/>
<polyline fill="none" stroke="#bbb" stroke-dasharray="4 4" points="${at(0, 0)} ${at(1, 1)}"/>
${lines.join('\n')}
${text(LEFT + SIDE / 2, SIDE + 42, x, 'text-anchor="middle"')}${text(14, 10 + SIDE / 2, y, `text-anchor="middle" transform="rotate(-90 14 ${10 + SIDE / 2})"`)}
${[0, 0.5, 1].map((v) => text(LEFT + v * SIDE, SIDE + 26, String(v), 'text-anchor="middle"') + text(LEFT - 6, 14 + (1 - v) * SIDE, String(v), 'text-anchor="end"')).join('')}
</svg>`
}
