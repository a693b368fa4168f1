// Names of results: where they go, and that no two are alike.
import { basename, dirname } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { resultPath, resultPaths } from './result-path.ts'

describe('resultPath', () => {
  it('is a folder beside the input, with the same name', () => {
    expect(resultPath('/p/roll/07.jpg')).toBe('/p/roll/revelado/07.jpg')
    expect(resultPath('07.tif')).toBe('revelado/07.tif')
  })

  it('repeats the path below the root', () => {
    expect(resultPath('/p/roll/7/a.jpg', { outputDir: '/out', root: '/p/roll' })).toBe('/out/7/a.jpg')
    expect(resultPath('/p/roll/7/a.jpg', { outputDir: '/out' })).toBe('/out/a.jpg')
    expect(resultPath('/q/a.jpg', { outputDir: '/out', root: '/p' })).toBe('/out/a.jpg')
  })

  it('changes the ending with the format, and only then', () => {
    expect(resultPath('a.JPEG', { format: 'jpeg' })).toBe('revelado/a.JPEG')
    expect(resultPath('a.jpg', { format: 'tiff' })).toBe('revelado/a.tif')
    expect(resultPath('a.b.png', { format: 'webp' })).toBe('revelado/a.b.webp')
    expect(resultPath('scan', { format: 'png' })).toBe('revelado/scan.png')
    expect(resultPath('no.7', { format: 'png' })).toBe('revelado/no.7.png')
  })
})

describe('resultPaths', () => {
  it('tells endings apart', () => {
    const inputs = [{ path: '/p/a.jpg' }, { path: '/p/a.png' }, { path: '/p/a.tif' }, { path: '/p/b.jpg' }]
    expect(resultPaths(inputs, { format: 'png' })).toEqual([
      '/p/revelado/a-jpg.png',
      '/p/revelado/a.png',
      '/p/revelado/a-tif.png',
      '/p/revelado/b.png',
    ])
  })

  it('tells folders apart', () => {
    const inputs = [
      { path: '/x/roll1/a.jpg', root: '/x/roll1' },
      { path: '/x/roll2/A.jpg', root: '/x/roll2' },
    ]
    expect(resultPaths(inputs, { outputDir: '/o' })).toEqual(['/o/a-roll1.jpg', '/o/A-roll2.jpg'])
  })

  it('gives every input a name of its own that does not hang on the order', () => {
    const part = fc.constantFrom('a', 'A', 'b', 'roll', 'ñ')
    const input = fc
      .tuple(part, part, part, fc.constantFrom('.jpg', '.JPG', '.png', '.tif', ''))
      .map(([x, y, z, end]) => `/${x}/${y}/${z}${end}`)
    fc.assert(
      fc.property(
        fc.uniqueArray(input, { maxLength: 12 }),
        fc.constantFrom(undefined, 'png' as const),
        fc.boolean(),
        (paths, format, gathered) => {
          const options = { format, outputDir: gathered ? '/out' : undefined }
          const inputs = paths.map((path) => ({ path, root: dirname(path) }))
          const results = resultPaths(inputs, options)
          expect(new Set(results.map((p) => p.toLowerCase())).size).toBe(paths.length)
          expect(resultPaths([...inputs].reverse(), options).reverse()).toEqual(results)
          for (const [i, path] of results.entries()) expect(basename(path)[0]).toBe(basename(paths[i])[0])
        },
      ),
      { numRuns: 300 },
    )
  })
})
