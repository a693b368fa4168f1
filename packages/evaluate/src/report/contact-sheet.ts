// Contact sheets: rows of pictures with a label over each column and beside each row, as one PNG.
import { type Picture, ReveladoError, toBytes } from '@revelado/core'
import sharp, { type OverlayOptions, type Sharp } from 'sharp'
import type { Thumbnail } from '../result.ts'
import { escapeMarkup } from './escape.ts'

export interface ContactSheetOptions {
  /** Over the columns. */
  readonly columns?: readonly string[]
  /** Over each row's first picture. */
  readonly rows?: readonly string[]
  /** Long side that every picture is shrunk to; smaller ones keep their size. @default 240 */
  readonly side?: number
}

type Shown = Picture | Pick<Thumbnail, 'width' | 'height' | 'jpeg'>

const GAP = 6
const TEXT = 14

function open(picture: Shown): Sharp {
  if ('jpeg' in picture) return sharp(picture.jpeg)
  return sharp(toBytes(picture), { raw: { width: picture.width, height: picture.height, channels: 3 } })
}

function label(text: string, x: number, y: number): string {
  return `<text x="${x}" y="${y + TEXT}" font-family="DejaVu Sans, sans-serif" font-size="${TEXT - 2}" fill="#222">${escapeMarkup(text)}</text>`
}

/**
 * Lays pictures out in rows on light grey.
 * @returns the bytes of a PNG.
 * @throws ReveladoError 'bad-argument' for no picture at all.
 * @example await writeFile('sheet.png', await contactSheet([[before, after]], { columns: ['before', 'after'] }))
 */
export async function contactSheet(rows: readonly (readonly Shown[])[], options: ContactSheetOptions = {}): Promise<Buffer> {
  const { columns = [], rows: names = [], side = 240 } = options
  const width = Math.max(0, ...rows.map((row) => row.length))
  if (width === 0) throw new ReveladoError('bad-argument', 'expected at least one picture for a contact sheet but received none')
  const fitted = rows.map((row) =>
    row.map((picture) => {
      const scale = Math.min(1, side / Math.max(picture.width, picture.height))
      return { picture, width: Math.max(1, Math.round(picture.width * scale)), height: Math.max(1, Math.round(picture.height * scale)) }
    }),
  )
  const cell = Math.max(...fitted.flat().map((fit) => fit.width))
  const images: OverlayOptions[] = []
  const texts = columns.map((text, column) => label(text, GAP + column * (cell + GAP), GAP))
  let top = GAP + (columns.length > 0 ? TEXT + GAP : 0)
  for (const [r, row] of fitted.entries()) {
    if (names[r]) {
      texts.push(label(names[r], GAP, top))
      top += TEXT + GAP
    }
    for (const [column, fit] of row.entries()) {
      const input = await open(fit.picture).resize(fit.width, fit.height, { fit: 'fill' }).png().toBuffer()
      images.push({ input, left: GAP + column * (cell + GAP), top })
    }
    top += Math.max(0, ...row.map(({ height }) => height)) + GAP
  }
  const size = { width: GAP + width * (cell + GAP), height: top }
  const overlay = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}">${texts.join('')}</svg>`,
  )
  return sharp({ create: { ...size, channels: 3, background: '#e8e8e8' } })
    .composite([...images, { input: overlay, left: 0, top: 0 }])
    .removeAlpha()
    .png({ compressionLevel: 9, adaptiveFiltering: true })
    .toBuffer()
}
