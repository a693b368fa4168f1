// report.html: figures and pictures in one file that needs nothing beside it. The worst cases come first.
import type { Evaluation, Showing } from '../result.ts'
import type { Task } from '../task.ts'
import { heading } from './heading.ts'
import { type Cell, number, type Table, tables } from './table.ts'

const STYLE = `body{font:15px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:80rem;padding:0 1rem;color:#222;background:#fff}
table{border-collapse:collapse;margin:.5rem 0 1.5rem}caption{text-align:left;font-weight:600;padding:.3rem 0}
th,td{border-bottom:1px solid #ddd;padding:.25rem .7rem;text-align:right}th:nth-child(-n+2),td:nth-child(-n+2){text-align:left}
small{color:#777;display:block}.met{color:#06702f}.missed{color:#b00020}.row{display:flex;flex-wrap:wrap;gap:.5rem;margin:.3rem 0 1.2rem}
figure{margin:0}figure img{display:block;max-width:20rem;height:auto}figcaption{font-size:.8rem;color:#555}h3{margin:.2rem 0;font-size:1rem}`

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`)
}

function cell({ text, interval, met }: Cell): string {
  const mark = met === undefined ? '' : ` class="${met ? 'met' : 'missed'}"`
  return `<td${mark}>${escapeHtml(text)}${met === undefined ? '' : met ? ' ✓' : ' ✗'}${interval ? `<small>${escapeHtml(interval)}</small>` : ''}</td>`
}

function table({ title, head, rows }: Table): string {
  const top = head.map((text) => `<th>${escapeHtml(text)}</th>`).join('')
  return `<table><caption>${escapeHtml(title)}</caption><tr>${top}</tr>${rows.map((row) => `<tr>${row.map(cell).join('')}</tr>`).join('\n')}</table>`
}

function showing({ set, picture, condition, score, pictures }: Showing, task: Task): string {
  const { name, unit, digits } = task.measures[0]
  const figures = pictures.map(
    ({ label, width, height, jpeg }) =>
      `<figure><img loading="lazy" width="${width}" height="${height}" alt="${escapeHtml(`${picture}: ${label}`)}" src="data:image/jpeg;base64,${Buffer.from(jpeg).toString('base64')}"><figcaption>${escapeHtml(label)}</figcaption></figure>`,
  )
  const value = Number.isNaN(score) ? '' : `: ${name} ${number(score, digits)} ${unit}`
  return `<h3>${escapeHtml(`${set}/${picture}, ${condition}${value}`)}</h3><div class="row">${figures.join('')}</div>`
}

function section(task: Task, evaluation: Evaluation): string {
  const shown = evaluation.showings.filter((s) => s.task === task.name)
  const missing = evaluation.notMeasured.filter(({ task: name }) => name === task.name || name === 'all')
  return [
    `<h2 id="${task.name}">${escapeHtml(task.title)}</h2><p>${escapeHtml(task.about)}</p>`,
    ...tables(task, evaluation).map(table),
    missing.length > 0 ? `<p>Not measured: ${escapeHtml(missing.map(({ what }) => what).join('; '))}.</p>` : '',
    shown.length > 0 ? `<details open><summary>Worst cases first</summary>${shown.map((s) => showing(s, task)).join('\n')}</details>` : '',
  ].join('\n')
}

/** The whole report as one HTML page. */
export function htmlReport(evaluation: Evaluation, tasks: readonly Task[]): string {
  const failures = evaluation.failures.map(
    (f) => `<li>${escapeHtml(`${f.task}: ${f.set}/${f.picture}, ${f.condition}, ${f.method}: ${f.message}`)}</li>`,
  )
  return `<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Evaluation</title><style>${STYLE}</style>
<h1>Evaluation</h1>
${heading(evaluation)
  .map((line) => `<p>${escapeHtml(line)}</p>`)
  .join('\n')}
<nav>${tasks.map(({ name, title }) => `<a href="#${name}">${escapeHtml(title)}</a>`).join(' · ')}</nav>
${tasks.map((task) => section(task, evaluation)).join('\n')}
${failures.length > 0 ? `<h2>Failures</h2><ul>${failures.join('\n')}</ul>` : ''}
</html>
`
}
