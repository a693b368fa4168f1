// A contact sheet: rows of small pictures, one column a stage, to be looked at during training.
import { type Picture, toBytes } from '@revelado/core'
import sharp from 'sharp'

const GAP = 2

/** Rows of pictures, all of one size, as a PNG file. */
export async function contactSheet(rows: readonly (readonly Picture[])[], across: number): Promise<Buffer> {
  const { width, height } = rows[0][0]
  const columns = rows[0].length
  const down = Math.ceil(rows.length / across)
  const sheetWidth = across * (columns * (width + GAP) + 3 * GAP)
  const sheetHeight = down * (height + GAP)
  const bytes = Buffer.alloc(3 * sheetWidth * sheetHeight, 40)
  for (const [i, row] of rows.entries())
    for (const [j, picture] of row.entries()) {
      const x = (i % across) * (columns * (width + GAP) + 3 * GAP) + j * (width + GAP)
      const y = Math.floor(i / across) * (height + GAP)
      const pixels = toBytes(picture)
      for (let line = 0; line < height; line++)
        bytes.set(pixels.subarray(3 * line * width, 3 * (line + 1) * width), 3 * ((y + line) * sheetWidth + x))
    }
  return sharp(bytes, { raw: { width: sheetWidth, height: sheetHeight, channels: 3 } })
    .png({ compressionLevel: 6 })
    .toBuffer()
}
