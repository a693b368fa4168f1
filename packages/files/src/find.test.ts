// Finding pictures: files, folders, globs; results, hidden files, links and loops.
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { asNobody, folder } from '../test/samples.ts'
import { comparePaths, findPictures } from './find.ts'
import { LEDGER_NAME, noteResult } from './ledger.ts'
import { resultPath } from './result-path.ts'

function tree(...names: string[]): string {
  const root = folder()
  for (const name of names) {
    mkdirSync(dirname(join(root, name)), { recursive: true })
    writeFileSync(join(root, name), name)
  }
  return root
}

async function names(root: string, paths: string[] = [root], options = {}): Promise<string[]> {
  return (await findPictures(paths, options)).pictures.map(({ path }) => relative(root, path))
}

describe('folders', () => {
  it('give the pictures in them and below, in natural order', async () => {
    const root = tree('10.jpg', '9.JPG', 'roll10/1.tif', 'roll2/b.webp', 'roll2/a.tiff', 'roll2/a.txt', 'x.jpeg', 'y.png', 'z.jfif')
    expect(await names(root)).toEqual(['9.JPG', '10.jpg', 'roll2/a.tiff', 'roll2/b.webp', 'roll10/1.tif', 'x.jpeg', 'y.png', 'z.jfif'])
    expect(await names(root, [root], { recursive: false })).toEqual(['9.JPG', '10.jpg', 'x.jpeg', 'y.png', 'z.jfif'])
    expect((await findPictures([root])).pictures.every((p) => p.root === root)).toBe(true)
  })

  it('hide what is hidden or the system’s', async () => {
    const root = tree('.a.jpg', '._b.jpg', '.trash/c.jpg', '@eaDir/d.jpg', '__MACOSX/e.jpg', 'f.jpg')
    expect(await names(root)).toEqual(['f.jpg'])
  })

  it('name the pictures that cannot be read', async () => {
    const root = tree('a.jpg', 'b.HEIC', 'c.dng', 'notes.txt')
    const found = await findPictures([root])
    expect(found.leftOut.map((path) => relative(root, path))).toEqual(['b.HEIC', 'c.dng'])
  })

  it('without pictures are a fault of their own and do not stop the others', async () => {
    const root = tree('empty/notes.txt', 'full/a.jpg')
    const found = await findPictures([join(root, 'empty'), join(root, 'full'), join(root, 'none')])
    expect(found.pictures).toHaveLength(1)
    expect(found.failures.map((f) => f.code)).toEqual(['nothing-to-do', 'not-found'])
  })

  it('that may not be opened are a fault, the rest is found', async () => {
    const root = tree('a.jpg', 'locked/b.jpg')
    chmodSync(join(root, 'locked'), 0)
    chmodSync(root, 0o755)
    const found = await asNobody(() => findPictures([root]))
    chmodSync(join(root, 'locked'), 0o755)
    expect(found.pictures).toHaveLength(1)
    expect(found.failures.map((f) => f.code)).toEqual(['unreadable'])
  })
})

describe('links', () => {
  it('in loops are walked once', async () => {
    const root = tree('a.jpg', 'b/c.jpg')
    symlinkSync(root, join(root, 'b', 'up'))
    symlinkSync(join(root, 'b', 'up'), join(root, 'b', 'again'))
    symlinkSync(join(root, 'nowhere'), join(root, 'broken.jpg'))
    expect(await names(root)).toEqual(['a.jpg', 'b/c.jpg'])
    expect(await names(root, [join(root, '**', '*.jpg')])).toEqual(['a.jpg', 'b/c.jpg'])
  })

  it('to a picture that is found anyway do not give it twice', async () => {
    const root = tree('a.jpg')
    symlinkSync(join(root, 'a.jpg'), join(root, 'b.jpg'))
    expect(await names(root)).toEqual(['a.jpg'])
    expect(await names(root, [join(root, 'a.jpg'), root, join(root, '*.jpg')])).toEqual(['a.jpg'])
  })
})

describe('globs and files', () => {
  it('match pictures only, with the fixed part as root', async () => {
    const root = tree('r/1.jpg', 'r/2.jpg', 'r/s/3.jpg', 'r/4.txt')
    expect(await names(root, [join(root, 'r', '*')])).toEqual(['r/1.jpg', 'r/2.jpg'])
    const { pictures } = await findPictures([join(root, 'r', '**', '*.{jpg,txt}')])
    expect(pictures.map((p) => [relative(root, p.path), relative(root, p.root)])).toEqual([
      ['r/1.jpg', 'r'],
      ['r/2.jpg', 'r'],
      ['r/s/3.jpg', 'r'],
    ])
    expect((await findPictures([join(root, '*.webp')])).failures.map((f) => f.code)).toEqual(['nothing-to-do'])
  })

  it('named are taken whatever their ending, also with signs that globs use', async () => {
    const root = tree('scan', 'photo[1].jpg', '.hidden.jpg')
    expect(
      await names(
        root,
        ['scan', 'photo[1].jpg', '.hidden.jpg'].map((name) => join(root, name)),
      ),
    ).toEqual(['scan', 'photo[1].jpg', '.hidden.jpg'])
  })
})

describe('results', () => {
  it('are no inputs, however they are found', async () => {
    const root = tree('a.jpg', 'revelado/a.jpg', 'revelado/mine.jpg')
    await noteResult(resultPath(join(root, 'a.jpg')))
    // A file of the user's own in a folder of that name stays an input.
    expect(await names(root)).toEqual(['a.jpg', 'revelado/mine.jpg'])
    expect(await names(root, [join(root, 'revelado', '*.jpg')])).toEqual(['revelado/mine.jpg'])
    const found = await findPictures([join(root, 'revelado', 'a.jpg')])
    expect(found.pictures).toEqual([])
    expect(found.failures[0]).toMatchObject({ code: 'nothing-to-do', values: { reason: 'result' } })
  })

  it('are known after a crash in the middle of a line', async () => {
    const root = tree('a.jpg', 'b.jpg')
    writeFileSync(join(root, LEDGER_NAME), '{"name":"a.j')
    await noteResult(join(root, 'b.jpg'))
    expect(await names(root)).toEqual(['a.jpg'])
  })
})

it('stops when told to', async () => {
  await expect(findPictures([tree('a.jpg')], { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'cancelled' })
})

it('orders paths the same whatever order they came in', () => {
  const path = fc
    .array(fc.constantFrom('a', 'A', '1', '01', '10', '2', 'ñ'), { minLength: 1, maxLength: 3 })
    .map((parts) => parts.join('/'))
  fc.assert(
    fc.property(fc.uniqueArray(path, { maxLength: 8 }), (list) => {
      expect([...list].reverse().sort(comparePaths)).toEqual([...list].sort(comparePaths))
    }),
  )
})
