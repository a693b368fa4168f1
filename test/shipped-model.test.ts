// The model that is shipped: its files are those of its card, within budget, and the card says what must be said.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Card } from '@revelado/model'
import { describe, expect, it } from 'vitest'

const BYTES_LIMIT = 32_000_000

const models = fileURLToPath(new URL('../models', import.meta.url))
const { default: name } = JSON.parse(readFileSync(join(models, 'default.json'), 'utf8')) as { default: string }
const folder = join(models, name)
const card = JSON.parse(readFileSync(join(folder, 'card.json'), 'utf8')) as Card

describe('the shipped model', () => {
  it('is what its card says, within 32,000,000 bytes', () => {
    let bytes = 0
    for (const part of [card.look, card.repair]) {
      const file = readFileSync(join(folder, part.file))
      bytes += file.length
      expect(createHash('sha256').update(file).digest('hex')).toBe(part.sha256)
    }
    expect(bytes).toBeLessThanOrEqual(BYTES_LIMIT)
    expect(readdirSync(folder).sort()).toEqual(['card.json', 'look.onnx', 'repair.onnx'])
  })

  it('has a card with its sources, figures and failures', () => {
    expect(card.dataSources.reduce((sum, { photographs }) => sum + photographs, 0)).toBe(19_320)
    expect(card.training.samplesSeen).toBeGreaterThan(0)
    expect(Object.keys(card.figures).length).toBeGreaterThan(0)
    expect(card.knownFailures.length).toBeGreaterThan(0)
  })
})
