// report.html: figures and pictures in one file that needs nothing beside it. The worst cases come first.
import { pairedBy } from '../pairing.ts'
import type { Evaluation, Showing } from '../result.ts'
import type { Task } from '../task.ts'
import { curvesSvg } from './curves.ts'
import { escapeMarkup } from './escape.ts'
import { heading } from './heading.ts'
import { pairTables, signed } from './pair-tables.ts'
import { type Cell, number, type Table, tables } from './table.ts'

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:80rem;padding:0 1rem;color:#222;background:#fff}
table{border-collapse:collapse;margin:.5rem 0 1.5rem}caption{text-align:left;font-weight:600;padding:.3rem 0}
th,td{border-bottom:1px solid #ddd;padding:.25rem .7rem;text-align:right}th:nth-child(-n+2),td:nth-child(-n+2){text-align:left}
small{color:#777;display:block}.met{color:#06702f}.missed{color:#b00020}.row{display:flex;flex-wrap:wrap;gap:.5rem;margin:.3rem 0 1.2rem}
figure{margin:0}figure img{display:block;max-width:18rem;height:auto}figcaption{font-size:.8rem;color:#555}
h3{margin:1rem 0 .2rem;font-size:1.05rem}h4{margin:.2rem 0;font-size:.95rem}summary{font-weight:600;cursor:pointer}`

const SHELVES: readonly { kind: Showing['kind']; title: string }[] = [
  { kind: 'example', title: 'As they come: original, input, output' },
  { kind: 'loss', title: 'Worst losses against the rival' },
  { kind: 'worst', title: 'Worst cases first' },
]

function cell({ text, interval, met }: Cell): string {
  const mark = met === undefined ? '' : ` class="${met ? 'met' : 'missed'}"`
  return `<td${mark}>${escapeMarkup(text)}${met === undefined ? '' : met ? ' ✓' : ' ✗'}${interval ? `<small>${escapeMarkup(interval)}</small>` : ''}</td>`
}

function table({ title, head, rows }: Table): string {
  const top = head.map((text) => `<th>${escapeMarkup(text)}</th>`).join('')
  return `<table><caption>${escapeMarkup(title)}</caption><tr>${top}</tr>${rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('\n')}</table>`
}

function showing({ kind, set, picture, condition, score, pictures }: Showing, place: number, task: Task): string {
  const { name, unit, digits } = kind === 'loss' ? pairedBy(task) : task.measures[0]
  const figures = pictures.map(({ label, score, width, height, jpeg }) => {
    const caption = score === undefined || Number.isNaN(score) ? label : `${label}: ${number(score, digits)} ${unit}`.trim()
    const alt = escapeMarkup(`${picture}, ${condition}: ${label}`)
    return `<figure><img loading="lazy" width="${width}" height="${height}" alt="${alt}" src="data:image/jpeg;base64,${Buffer.from(jpeg).toString('base64')}"><figcaption>${escapeMarkup(caption)}</figcaption></figure>`
  })
  const value = Number.isNaN(score) ? '' : `: ${name} ${kind === 'loss' ? signed(score, digits) : number(score, digits)} ${unit}`
  return `<h4>${escapeMarkup(`${place}. ${set}/${picture}${value}`)}</h4><div class="row">${figures.join('')}</div>`
}

/** The cases of one kind, condition by condition, the worst first. */
function shelf(showings: readonly Showing[], title: string, task: Task): string {
  if (showings.length === 0) return ''
  const conditions = [...new Set(showings.map(({ condition }) => condition))].map((condition) => {
    const own = showings.filter((shown) => shown.condition === condition)
    return `<h3>${escapeMarkup(condition)}</h3>${own.map((shown, i) => showing(shown, i + 1, task)).join('\n')}`
  })
  return `<details open><summary>${escapeMarkup(title)}</summary>${conditions.join('\n')}</details>`
}

function section(task: Task, evaluation: Evaluation): string {
  const shown = evaluation.showings.filter((s) => s.task === task.name)
  const missing = evaluation.notMeasured.filter(({ task: name }) => name === task.name || name === 'all')
  return [
    `<h2 id="${task.name}">${escapeMarkup(task.title)}</h2><p>${escapeMarkup(task.about)}</p>`,
    ...tables(task, evaluation).map(table),
    ...task.measures.map(({ name }) => curvesSvg(evaluation.curves.filter((curve) => curve.task === task.name && curve.measure === name))),
    ...pairTables(task, evaluation).map((pairs) => `${table(pairs)}${pairs.losses ? `<p>${escapeMarkup(pairs.losses)}</p>` : ''}`),
    missing.length > 0 ? `<p>Not measured: ${escapeMarkup(missing.map(({ what }) => what).join('; '))}.</p>` : '',
    ...SHELVES.map(({ kind, title }) =>
      shelf(
        shown.filter((s) => s.kind === kind),
        title,
        task,
      ),
    ),
  ].join('\n')
}

/** The whole report as one HTML page. */
export function htmlReport(evaluation: Evaluation, tasks: readonly Task[]): string {
  const failures = evaluation.failures.map(
    (f) => `<li>${escapeMarkup(`${f.task}: ${f.set}/${f.picture}, ${f.condition}, ${f.method}: ${f.message}`)}</li>`,
  )
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Evaluation</title><style>${STYLE}</style>
<h1>Evaluation</h1>
${heading(evaluation)
  .map((line) => `<p>${escapeMarkup(line)}</p>`)
  .join('\n')}
<nav>${tasks.map(({ name, title }) => `<a href="#${name}">${escapeMarkup(title)}</a>`).join(' · ')}</nav>
${tasks.map((task) => section(task, evaluation)).join('\n')}
${failures.length > 0 ? `<h2>Failures</h2><ul>${failures.join('\n')}</ul>` : ''}
</html>
`
}
