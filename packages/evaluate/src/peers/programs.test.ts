import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPicture, type Picture } from '@revelado/core'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { findPrograms } from './index.ts'
import { negadoctorParameters } from './negadoctor.ts'
import { findProgram, programPeer } from './program.ts'
import { filmNegativeProfile } from './rawtherapee.ts'

const folder = mkdtempSync(join(tmpdir(), 'revelado-'))
const path = process.env['PATH']
afterEach(() => {
  process.env['PATH'] = path
})
afterAll(() => rmSync(folder, { recursive: true }))

/** Every channel a ramp of its own: red from 0.2 to 0.9, green half of it, blue a quarter. */
function ramp(): Picture {
  const n = 64 * 64
  return createPicture(
    64,
    64,
    'srgb',
    Float32Array.from({ length: 3 * n }, (_, i) => (0.2 + (0.7 * (i % n)) / (n - 1)) / 2 ** Math.floor(i / n)),
  )
}

describe('recipes for other programs', () => {
  it('gives RawTherapee the medians of linear light', () => {
    const [r, g, b] = /RefInput=(.*)/.exec(filmNegativeProfile(ramp()))![1].split(';').map(Number)
    // sRGB 0.55, 0.275 and 0.1375 in linear light (IEC 61966-2-1)
    expect(r / 65535).toBeCloseTo(0.2633, 2)
    expect(g / 65535).toBeCloseTo(0.0615, 3)
    expect(b / 65535).toBeCloseTo(0.0167, 3)
  })

  it('gives negadoctor base, range and balance, laid out as its version 2', () => {
    const bytes = negadoctorParameters(ramp())
    expect(bytes.length).toBe(76)
    expect(bytes.readInt32LE(0)).toBe(1)
    const floats = Array.from({ length: 18 }, (_, i) => bytes.readFloatLE(4 + 4 * i))
    const [base, balance, range] = [floats.slice(0, 3), floats.slice(4, 7), floats[12]]
    expect(base[0]).toBeGreaterThan(base[1])
    expect(base[1]).toBeGreaterThan(base[2])
    expect(Math.min(...balance)).toBeCloseTo(1, 5)
    // The ramp of red, the brightest, spans log10 of linear 0.9 over linear 0.2 at least
    expect(range).toBeGreaterThan(Math.log10(0.787 / 0.0331) - 0.05)
    expect(floats[17]).toBeGreaterThan(0)
  })
})

describe('programPeer', () => {
  const copier = {
    name: 'copier',
    program: 'a-copier',
    recipe: () => ({ file: 'recipe.txt', text: 'as it is' }),
    arguments: ({ input, recipe, output }: { input: string; recipe: string; output: string }) => [input, recipe, output],
  }

  it('is nothing where the program is not installed', () => {
    process.env['PATH'] = folder
    expect(findProgram('a-copier')).toBeUndefined()
    expect(programPeer(copier)).toBeUndefined()
    expect(findPrograms().missing.length).toBe(2)
  })

  it('hands over files and reads the answer, and leaves nothing behind, also after a failure', async () => {
    const program = join(folder, 'a-copier')
    writeFileSync(program, '#!/bin/sh\ngrep -q "as it is" "$2" && cp "$1" "$3"\n')
    chmodSync(program, 0o755)
    process.env['PATH'] = `${folder}:${path}`
    const picture = ramp()
    const { data } = await programPeer(copier)!.restore(picture)
    expect(Math.max(...data.map((v, i) => Math.abs(v - picture.data[i])))).toBeLessThan(0.5 / 255 + 1e-6)
    writeFileSync(program, '#!/bin/sh\nexit 3\n')
    await expect(programPeer(copier)!.restore(picture)).rejects.toThrow('copier gave no picture')
    expect(readdirSync(tmpdir()).filter((name) => name.startsWith('revelado-peer-'))).toEqual([])
  })
})
