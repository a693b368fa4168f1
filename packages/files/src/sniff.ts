// What kind of file this is, told by its first bytes and never by its name.

/** The formats that are read and written. */
export type PictureFormat = 'jpeg' | 'png' | 'webp' | 'tiff'

/** Formats that are recognised only to say clearly that they are not read. */
export type ForeignFormat = 'gif' | 'heic' | 'avif' | 'jxl' | 'jp2' | 'bmp' | 'raw' | 'psd' | 'pdf' | 'svg'

/** True for the formats that are read and written. */
export function isPictureFormat(format: PictureFormat | ForeignFormat): format is PictureFormat {
  return format === 'jpeg' || format === 'png' || format === 'webp' || format === 'tiff'
}

/** How many bytes of a file `sniff` wants to see. */
export const SNIFF_LENGTH = 64

const HEIC_BRANDS = new Set(['heic', 'heix', 'hevc', 'hevx', 'heim', 'heis', 'hevm', 'hevs', 'mif1', 'msf1'])
/** Camera files that begin like a TIFF: read as one they would give their small preview. */
const RAW_EXTENSIONS = new Set(
  'dng cr2 cr3 crw nef nrw arw srf sr2 orf rw2 raf pef srw 3fr fff iiq mos erf mef mrw kdc dcr x3f rwl gpr'.split(' '),
)

function text(bytes: Uint8Array, from: number, to: number): string {
  return String.fromCharCode(...bytes.subarray(from, to))
}

function sniffBox(bytes: Uint8Array): ForeignFormat | undefined {
  const type = text(bytes, 4, 8)
  if (type === 'JXL ') return 'jxl'
  if (type === 'jP  ') return 'jp2'
  if (type !== 'ftyp') return undefined
  const brand = text(bytes, 8, 12)
  if (brand === 'avif' || brand === 'avis') return 'avif'
  if (brand === 'crx ') return 'raw'
  return HEIC_BRANDS.has(brand) ? 'heic' : undefined
}

function sniffTiff(bytes: Uint8Array): PictureFormat | ForeignFormat | undefined {
  const little = text(bytes, 0, 2) === 'II'
  if (!little && text(bytes, 0, 2) !== 'MM') return undefined
  const magic = little ? bytes[2] | (bytes[3] << 8) : (bytes[2] << 8) | bytes[3]
  if (magic === 42 || magic === 43) return text(bytes, 8, 10) === 'CR' ? 'raw' : 'tiff'
  // Olympus (RO, RS) and Panasonic (U) write their own numbers in the place of 42.
  return magic === 0x4f52 || magic === 0x5352 || magic === 0x55 ? 'raw' : undefined
}

/**
 * The format of a file from its first `SNIFF_LENGTH` bytes; undefined for anything that is not known as a picture.
 * @param name the file's name, used only to tell a camera's raw file from the TIFF that it looks like.
 */
export function sniff(bytes: Uint8Array, name = ''): PictureFormat | ForeignFormat | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg'
  if (text(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return 'png'
  if (text(bytes, 0, 4) === 'RIFF' && text(bytes, 8, 12) === 'WEBP') return 'webp'
  const tiff = sniffTiff(bytes)
  if (tiff) return RAW_EXTENSIONS.has(name.split('.').pop()!.toLowerCase()) ? 'raw' : tiff
  if (text(bytes, 0, 4) === 'GIF8') return 'gif'
  if (bytes[0] === 0xff && bytes[1] === 0x0a) return 'jxl'
  if (bytes[0] === 0xff && bytes[1] === 0x4f && bytes[2] === 0xff && bytes[3] === 0x51) return 'jp2'
  if (text(bytes, 0, 15) === 'FUJIFILMCCD-RAW') return 'raw'
  if (text(bytes, 0, 4) === '8BPS') return 'psd'
  if (text(bytes, 0, 5) === '%PDF-') return 'pdf'
  if (text(bytes, 0, 2) === 'BM' && bytes.length >= 26 && bytes[6] + bytes[7] + bytes[8] + bytes[9] === 0) return 'bmp'
  if (/^(\xef\xbb\xbf)?\s*(<\?xml[^>]*>\s*)?<svg/i.test(text(bytes, 0, SNIFF_LENGTH))) return 'svg'
  return sniffBox(bytes)
}

const EXTENSIONS: Record<string, PictureFormat> = {
  jpg: 'jpeg',
  jpeg: 'jpeg',
  jpe: 'jpeg',
  jfif: 'jpeg',
  png: 'png',
  webp: 'webp',
  tif: 'tiff',
  tiff: 'tiff',
}

/** The format that a file name's ending stands for, or undefined. */
export function formatOfName(name: string): PictureFormat | undefined {
  const dot = name.lastIndexOf('.')
  return dot < 0 ? undefined : EXTENSIONS[name.slice(dot + 1).toLowerCase()]
}

/** The usual ending (without the dot) of each format. */
export const EXTENSION_OF: Readonly<Record<PictureFormat, string>> = { jpeg: 'jpg', png: 'png', webp: 'webp', tiff: 'tif' }
