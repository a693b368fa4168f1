// Runs in the browser: each pinned recipe's bytes as base64, for the script outside to hash and compare.
import pins from './fixtures/replay.json' with { type: 'json' }
import { replayBytes } from './replay.ts'

function base64(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text)
}

declare const document: { title: string; body: { textContent: string | null } }

document.title = 'replay'
document.body.textContent = JSON.stringify(Object.keys(pins).map((seed) => [seed, base64(replayBytes(seed))]))
