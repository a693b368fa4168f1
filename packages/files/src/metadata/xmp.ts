// XMP packets (ISO 16684-1): what a result has to say is merged into the original's packet, all else stays as it was.
import { escapeXml, expand, readTags, type XmlTag } from './xml.ts'

const RDF = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#'
const XMP = 'http://ns.adobe.com/xap/1.0/'
const TIFF = 'http://ns.adobe.com/tiff/1.0/'
const EXIF = 'http://ns.adobe.com/exif/1.0/'
const PHOTOSHOP = 'http://ns.adobe.com/photoshop/1.0/'
const NOTE = 'http://ns.adobe.com/xmp/note/'
const IPTC_EXTENSION = 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/'
const PREFIX: Record<string, string> = {
  [XMP]: 'xmp',
  [TIFF]: 'tiff',
  [EXIF]: 'exif',
  [PHOTOSHOP]: 'photoshop',
  [NOTE]: 'xmpNote',
  [IPTC_EXTENSION]: 'Iptc4xmpExt',
}

/** The IPTC digital source types that results use; https://cv.iptc.org/newscodes/digitalsourcetype/ */
export const DIGITAL_SOURCE_TYPES = {
  /** Enhanced by an algorithm, nothing invented. */
  enhanced: 'http://cv.iptc.org/newscodes/digitalsourcetype/algorithmicallyEnhanced',
  /** Parts were made by a trained model: repainted or given colours. */
  composite: 'http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia',
} as const

/** What a result's XMP has to say. */
export interface XmpChanges {
  width: number
  height: number
  /** The colours were converted to sRGB. */
  srgb: boolean
  /** Full address of the IPTC digital source type. */
  digitalSourceType?: string
  /** Name and version of the program, put into xmp:CreatorTool. */
  software?: string
  /** MD5 of the packet that goes on elsewhere, where one JPEG segment is too short for it. */
  extended?: string
}

interface Property {
  namespace: string
  local: string
  /** Only set where the original has it already. */
  ifPresent?: boolean
  /** Undefined removes the property. */
  value?: string
}

function properties(changes: XmpChanges): Property[] {
  const { width, height, srgb, digitalSourceType, software, extended } = changes
  const list: Property[] = [
    { namespace: TIFF, local: 'Orientation', value: '1', ifPresent: true },
    { namespace: TIFF, local: 'ImageWidth', value: String(width), ifPresent: true },
    { namespace: TIFF, local: 'ImageLength', value: String(height), ifPresent: true },
    { namespace: EXIF, local: 'PixelXDimension', value: String(width), ifPresent: true },
    { namespace: EXIF, local: 'PixelYDimension', value: String(height), ifPresent: true },
    // Previews of the original, and the number of a second packet that is not there any more.
    { namespace: XMP, local: 'Thumbnails' },
    { namespace: NOTE, local: 'HasExtendedXMP', value: extended },
  ]
  if (srgb) {
    list.push({ namespace: EXIF, local: 'ColorSpace', value: '1', ifPresent: true })
    list.push({ namespace: PHOTOSHOP, local: 'ICCProfile', value: 'sRGB', ifPresent: true })
  }
  if (digitalSourceType) list.push({ namespace: IPTC_EXTENSION, local: 'DigitalSourceType', value: digitalSourceType })
  if (software) list.push({ namespace: XMP, local: 'CreatorTool', value: software })
  return list
}

interface Edit {
  start: number
  end: number
  text: string
}

// The descriptions that stand directly below rdf:RDF; nested ones describe parts and are left alone.
function topDescriptions(tags: readonly XmlTag[], rdf: number): number[] {
  const list: number[] = []
  for (let i = rdf + 1; i < tags[rdf].partner; i = tags[i].partner + 1) {
    const { namespace, local } = expand(tags[i].name, tags[i].namespaces)
    if (namespace === RDF && local === 'Description') list.push(i)
  }
  return list
}

function removals(text: string, tags: readonly XmlTag[], description: number, wanted: readonly Property[], found: Set<Property>): Edit[] {
  const edits: Edit[] = []
  const match = (name: string, namespaces: ReadonlyMap<string, string>) => {
    const { namespace, local } = expand(name, namespaces)
    return wanted.find((p) => p.namespace === namespace && p.local === local)
  }
  const tag = tags[description]
  for (const attribute of tag.attributes) {
    const property = attribute.name.includes(':') ? match(attribute.name, tag.namespaces) : undefined
    if (!property) continue
    found.add(property)
    edits.push({ start: attribute.start, end: attribute.end, text: '' })
  }
  for (let i = description + 1; i < tag.partner; i = tags[i].partner + 1) {
    const property = match(tags[i].name, tags[i].namespaces)
    if (!property) continue
    found.add(property)
    let start = tags[i].start
    while (/\s/.test(text[start - 1])) start--
    edits.push({ start, end: tags[tags[i].partner].end, text: '' })
  }
  return edits
}

function describe(list: readonly Property[], rdfPrefix: string, about: string): string {
  const namespaces = [...new Set(list.map((p) => p.namespace))]
  const declarations = namespaces.map((uri) => ` xmlns:${PREFIX[uri]}="${uri}"`).join('')
  const attributes = list.map((p) => ` ${PREFIX[p.namespace]}:${p.local}="${escapeXml(p.value!)}"`).join('')
  return `<${rdfPrefix}Description ${rdfPrefix}about="${escapeXml(about)}"${declarations}${attributes}/>`
}

function applyEdits(text: string, edits: Edit[]): string {
  let out = ''
  let at = 0
  for (const edit of edits.sort((a, b) => a.start - b.start)) {
    out += text.slice(at, edit.start) + edit.text
    at = edit.end
  }
  return out + text.slice(at)
}

const BEGIN = '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
const END = '<?xpacket end="w"?>'

/** The packet in its wrapper, without the white space that leaves room for editing in place. */
function wrapped(packet: string): string {
  const body = packet.trim()
  if (!body.includes('<?xpacket')) return `${BEGIN}\n${body}\n${END}`
  return body.replace(/\s+(<\?xpacket\s+end=[^>]*\?>)$/, '\n$1')
}

function merge(packet: string, wanted: readonly Property[]): string {
  const tags = readTags(packet)
  const rdf = tags.findIndex((t) => t.kind !== 'close' && expand(t.name, t.namespaces).namespace === RDF && t.name.endsWith('RDF'))
  if (rdf < 0 || tags[rdf].kind !== 'open') throw new SyntaxError('there is no rdf:RDF')
  const found = new Set<Property>()
  const descriptions = topDescriptions(tags, rdf)
  const edits = descriptions.flatMap((i) => removals(packet, tags, i, wanted, found))
  const prefix = tags[rdf].name.slice(0, -'RDF'.length)
  const about = descriptions.flatMap((i) => tags[i].attributes).find((a) => a.name === `${prefix}about` || a.name === 'about')?.value ?? ''
  const said = wanted.filter((p) => p.value !== undefined && (!p.ifPresent || found.has(p)))
  const end = tags[tags[rdf].partner].start
  if (said.length) edits.push({ start: end, end, text: `${describe(said, prefix, about)}\n` })
  return applyEdits(packet, edits)
}

function newPacket(wanted: readonly Property[]): string | undefined {
  const said = wanted.filter((p) => p.value !== undefined && !p.ifPresent)
  if (said.length === 0) return undefined
  return `${BEGIN}\n<x:xmpmeta xmlns:x="adobe:ns:meta/">\n<rdf:RDF xmlns:rdf="${RDF}">\n${describe(said, 'rdf:', '')}\n</rdf:RDF>\n</x:xmpmeta>\n${END}`
}

/**
 * The XMP of a result: the original's packet with orientation 1, the result's size, the digital source type and the program,
 * without previews of the original; or a new packet where there was none.
 * @returns the packet (undefined when there is nothing to say) and whether the original's could not be understood and was dropped.
 */
export function amendXmp(original: string | undefined, changes: XmpChanges): { xmp?: string; broken: boolean } {
  const wanted = properties(changes)
  if (!original?.trim()) return { xmp: newPacket(wanted), broken: false }
  try {
    return { xmp: wrapped(merge(original, wanted)), broken: false }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return { xmp: newPacket(wanted), broken: true }
  }
}

/** The text of an XMP packet: UTF-8, or UTF-16 with its mark; trailing zeros cut off. */
export function decodeXmp(bytes: Uint8Array): string {
  const encoding = bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8'
  return new TextDecoder(encoding, { ignoreBOM: false }).decode(bytes).replace(/\0+$/, '')
}
