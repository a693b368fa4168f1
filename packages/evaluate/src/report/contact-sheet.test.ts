import { createPicture } from '@revelado/core'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { contactSheet } from './contact-sheet.ts'

const plain = (width: number, height: number, value: number) => {
  const picture = createPicture(width, height)
  picture.data.fill(value)
  return picture
}

describe('contactSheet', () => {
  it('lays out rows of pictures, shrunk to the side, on grey', async () => {
    const png = await contactSheet([[plain(200, 100, 0), plain(30, 40, 1)], [plain(10, 10, 0.5)]], { side: 100 })
    const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true })
    expect([info.width, info.height]).toEqual([6 + 2 * 106, 6 + 50 + 6 + 10 + 6])
    const at = (x: number, y: number) => data[(y * info.width + x) * info.channels]
    expect([at(50, 30), at(112 + 15, 20), at(2, 2), at(11, 67)]).toEqual([0, 255, 0xe8, 128])
  })

  it('writes labels, and refuses nothing at all', async () => {
    const bare = await sharp(await contactSheet([[plain(90, 20, 0)]])).stats()
    const labelled = await sharp(await contactSheet([[plain(90, 20, 0)]], { columns: ['before <&>'], rows: ['a'] })).metadata()
    expect(labelled.height).toBe(6 + 20 + 6 + 2 * 20)
    expect(bare.channels).toHaveLength(3)
    await expect(contactSheet([])).rejects.toThrow('at least one picture')
  })
})
