// Replays the fifty pinned recipes in Chromium and compares their SHA-256 with those of Node.
// npm run test:chromium (CHROMIUM=/path/to/it where it is not on the PATH under a usual name)
import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'
import pins from './fixtures/replay.json' with { type: 'json' }

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]
const MOST_OUTPUT = 64 * 1024 * 1024

function findChromium(): { path: string; version: string } | null {
  for (const path of process.env.CHROMIUM ? [process.env.CHROMIUM] : NAMES)
    try {
      return { path, version: execFileSync(path, ['--version'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim() }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  return null
}

async function runInside(chromium: string): Promise<Map<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'revelado-replay-'))
  try {
    const bundle = await build({
      entryPoints: [join(import.meta.dirname, 'replay-page.ts')],
      bundle: true,
      write: false,
      format: 'iife',
      target: 'chrome120',
      logLevel: 'error',
    })
    const page = join(folder, 'replay.html')
    const script = bundle.outputFiles[0].text.replaceAll('</script', '<\\/script')
    writeFileSync(page, `<!doctype html><meta charset="utf-8"><body></body><script>${script}</script>`)
    const arguments_ = [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      `--user-data-dir=${join(folder, 'profile')}`,
      '--dump-dom',
      pathToFileURL(page).href,
    ]
    const dom = execFileSync(chromium, arguments_, { encoding: 'utf8', maxBuffer: MOST_OUTPUT, stdio: ['ignore', 'pipe', 'ignore'] })
    const json = /<body>(\[.*\])\s*<\/body>/s.exec(dom)?.[1]
    if (!json) throw new Error('Chromium ran, but the page gave no result; open it by hand to see why')
    return new Map(JSON.parse(json) as [string, string][])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const chromium = findChromium()
if (!chromium) {
  console.error('Chromium was not found: install it (for example with "apt-get install chromium") or set CHROMIUM to its path.')
  process.exit(1)
}
const results = await runInside(chromium.path)
const wrong = Object.entries(pins).filter(([seed, sha256]) => {
  const bytes = results.get(seed)
  return !bytes || createHash('sha256').update(Buffer.from(bytes, 'base64')).digest('hex') !== sha256
})
for (const [seed] of wrong) console.error(`differs from Node: ${seed}`)
console.log(`${chromium.version}: ${results.size - wrong.length} of ${Object.keys(pins).length} recipes replay to the same bytes`)
if (wrong.length > 0) process.exit(1)
