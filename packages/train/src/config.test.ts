import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { parseConfig, readConfig } from './config.ts'
import { readPredecessorConfig } from './predecessor/config.ts'

const least = { name: 'a', minutes: 1, phases: [{ part: 'look', share: 1, look: 64, batch: 2 }] }

describe('a configuration', () => {
  it('has defaults', () => {
    const config = parseConfig(least)
    expect(config.seed).toBe(1)
    expect(config.phases[0].tiles).toBe(1)
    expect(config.phases[0].stage).toBe('generator')
    expect(config.criticGoal).toBe(0.95)
  })

  it('is refused with an unknown key, a wrong value, or no phase, and says where', () => {
    expect(() => parseConfig({ ...least, learningrate: 1 })).toThrow('learningrate')
    expect(() => parseConfig({ ...least, phases: [{ ...least.phases[0], look: 65 }] })).toThrow('phases.0.look')
    expect(() => parseConfig({ ...least, phases: [] })).toThrow('phases')
    expect(() => parseConfig({ ...least, name: '../away' })).toThrow('name')
  })

  it('knows its stages; a critic judges one part', () => {
    const staged = (stage: string, part = 'look') => parseConfig({ ...least, phases: [{ ...least.phases[0], stage, part }] })
    for (const stage of ['generator', 'perceptual', 'critic', 'gan']) expect(staged(stage).phases[0].stage).toBe(stage)
    expect(staged('perceptual', 'both').phases[0].part).toBe('both')
    expect(() => staged('diffusion')).toThrow('phases.0.stage')
    expect(() => staged('critic', 'both')).toThrow('phases.0.part')
    expect(() => staged('gan', 'both')).toThrow('one part')
    expect(() => parseConfig({ ...least, criticGoal: 1.1 })).toThrow('criticGoal')
    expect(() => parseConfig({ ...least, patience: 0 })).toThrow('patience')
  })

  it('lets only LOOK rest its decoder, and only as a generator', () => {
    const judging = (more: object) => parseConfig({ ...least, phases: [{ ...least.phases[0], repaint: false, ...more }] })
    expect(judging({}).phases[0].repaint).toBe(false)
    expect(() => judging({ part: 'repair' })).toThrow('phases.0.repaint')
    expect(() => judging({ stage: 'perceptual' })).toThrow('phases.0.repaint')
  })

  it('is refused when the file is missing or not JSON', () => {
    expect(() => readConfig('/nowhere/a.json')).toThrow('cannot be read')
    expect(() => readConfig(fileURLToPath(import.meta.url))).toThrow('is not JSON')
  })

  it('is right in every file that is shipped', () => {
    const folder = fileURLToPath(new URL('../configs', import.meta.url))
    const files = readdirSync(folder)
    expect(files.length).toBeGreaterThan(0)
    for (const file of files) {
      const read = file === 'predecessor.json' ? readPredecessorConfig : readConfig
      expect(read(join(folder, file)).name).toBe(file.replace('.json', ''))
    }
  })
})
