// XMP: new packets, merging in every form that programs write, and what is left alone.
import { describe, expect, it } from 'vitest'
import { expand, readTags } from './xml.ts'
import { amendXmp, DIGITAL_SOURCE_TYPES, decodeXmp } from './xmp.ts'

const CHANGES = { width: 640, height: 480, srgb: true, digitalSourceType: DIGITAL_SOURCE_TYPES.enhanced, software: 'revelado 0.1.0' }

function packet(body: string, rdfAttributes = ''): string {
  return `<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"${rdfAttributes}>${body}</rdf:RDF></x:xmpmeta>\n${' '.repeat(2000)}\n<?xpacket end="w"?>`
}

/** All values of a property by namespace and name, as attributes and as elements. */
function values(xmp: string, namespace: string, local: string): string[] {
  const tags = readTags(xmp)
  return tags.flatMap((tag, i) => {
    const is = (name: string) => {
      const full = expand(name, tag.namespaces)
      return full.namespace === namespace && full.local === local
    }
    const attributes = tag.attributes.filter((a) => a.name.includes(':') && is(a.name)).map((a) => a.value)
    return tag.kind === 'open' && is(tag.name) ? [...attributes, xmp.slice(tag.end, tags[tags[i].partner].start)] : attributes
  })
}

const IPTC = 'http://iptc.org/std/Iptc4xmpExt/2008-02-29/'
const TIFF = 'http://ns.adobe.com/tiff/1.0/'
const XMP = 'http://ns.adobe.com/xap/1.0/'

describe('a picture without XMP', () => {
  it('gets a packet with what there is to say', () => {
    const { xmp, broken } = amendXmp(undefined, CHANGES)
    expect(broken).toBe(false)
    expect(values(xmp!, IPTC, 'DigitalSourceType')).toEqual([DIGITAL_SOURCE_TYPES.enhanced])
    expect(values(xmp!, XMP, 'CreatorTool')).toEqual(['revelado 0.1.0'])
    expect(values(xmp!, TIFF, 'Orientation')).toEqual([])
  })

  it('gets none when there is nothing to say', () => {
    expect(amendXmp('', { width: 1, height: 1, srgb: false }).xmp).toBeUndefined()
  })
})

describe('a picture with XMP', () => {
  it('keeps everything else byte for byte', () => {
    const body = `<rdf:Description rdf:about="uuid:7" xmlns:dc="http://purl.org/dc/elements/1.1/" dc:format="image/jpeg"><!-- <a> --><dc:title><rdf:Alt><rdf:li xml:lang="x-default">A &lt;b&gt; "c" ñ</rdf:li></rdf:Alt></dc:title></rdf:Description>`
    const { xmp } = amendXmp(packet(body), CHANGES)
    expect(xmp).toContain(body)
    expect(xmp!.length).toBeLessThan(body.length + 800)
    // All descriptions of a packet must speak of the same thing.
    expect(values(xmp!, 'http://www.w3.org/1999/02/22-rdf-syntax-ns#', 'about')).toEqual(['uuid:7', 'uuid:7'])
  })

  it.each([
    [
      'attributes',
      `<rdf:Description rdf:about="" xmlns:t="${TIFF}" xmlns:I="${IPTC}" t:Orientation="6" t:ImageWidth="9" I:DigitalSourceType="old"/>`,
    ],
    [
      'elements',
      `<rdf:Description rdf:about="" xmlns:tiff="${TIFF}" xmlns:Iptc4xmpExt="${IPTC}">\n <tiff:Orientation>6</tiff:Orientation><tiff:ImageWidth>9</tiff:ImageWidth>\n <Iptc4xmpExt:DigitalSourceType>old</Iptc4xmpExt:DigitalSourceType></rdf:Description>`,
    ],
    [
      'two descriptions and an rdf:resource',
      `<rdf:Description rdf:about='' xmlns:tiff='${TIFF}' tiff:Orientation='6'><tiff:ImageWidth>9</tiff:ImageWidth></rdf:Description><rdf:Description rdf:about='' xmlns:e='${IPTC}'><e:DigitalSourceType rdf:resource='old'/></rdf:Description>`,
    ],
  ])('has old values replaced when they are %s', (_, body) => {
    const { xmp } = amendXmp(packet(body), CHANGES)
    expect(xmp).not.toContain('old')
    expect(values(xmp!, TIFF, 'Orientation')).toEqual(['1'])
    expect(values(xmp!, TIFF, 'ImageWidth')).toEqual(['640'])
    expect(values(xmp!, IPTC, 'DigitalSourceType')).toEqual([DIGITAL_SOURCE_TYPES.enhanced])
  })

  it('leaves alone what describes a part: a nested description, a lookalike in another namespace', () => {
    const body = `<rdf:Description rdf:about="" xmlns:c="urn:c" xmlns:tiff="${TIFF}" c:Orientation="6"><c:Part><rdf:Description tiff:Orientation="6"/></c:Part></rdf:Description>`
    expect(amendXmp(packet(body), CHANGES).xmp).toContain(body)
  })

  it('loses its preview of the original', () => {
    const body = `<rdf:Description rdf:about="" xmlns:xmp="${XMP}" xmlns:g="http://ns.adobe.com/xap/1.0/g/img/"><xmp:Rating>4</xmp:Rating><xmp:Thumbnails><rdf:Alt><rdf:li g:image="QUJD"/></rdf:Alt></xmp:Thumbnails></rdf:Description>`
    const { xmp } = amendXmp(packet(body), CHANGES)
    expect(xmp).not.toContain('QUJD')
    expect(xmp).toContain('<xmp:Rating>4</xmp:Rating>')
  })

  it('may use another prefix for RDF and lack the wrapper', () => {
    const bare = `<r:RDF xmlns:r="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><r:Description r:about=""/></r:RDF>`
    const { xmp, broken } = amendXmp(bare, CHANGES)
    expect(broken).toBe(false)
    expect(xmp).toMatch(/^<\?xpacket begin/)
    expect(values(xmp!, IPTC, 'DigitalSourceType')).toHaveLength(1)
  })

  it.each(['<rdf:RDF', 'nonsense', packet('<a><b></a></b>'), '<x:xmpmeta xmlns:x="adobe:ns:meta/"></x:xmpmeta>'])(
    'that is broken is replaced: %#',
    (text) => {
      const { xmp, broken } = amendXmp(text, CHANGES)
      expect(broken).toBe(true)
      expect(values(xmp!, IPTC, 'DigitalSourceType')).toHaveLength(1)
    },
  )

  it('changed twice is as if changed once', () => {
    const once = amendXmp(packet(`<rdf:Description rdf:about="" xmlns:tiff="${TIFF}" tiff:Orientation="6"/>`), CHANGES).xmp
    expect(values(amendXmp(once, CHANGES).xmp!, XMP, 'CreatorTool')).toHaveLength(1)
    expect(values(amendXmp(once, CHANGES).xmp!, TIFF, 'Orientation')).toEqual(['1'])
  })
})

describe('text', () => {
  it('of a program with odd signs is escaped', () => {
    const { xmp } = amendXmp(undefined, { ...CHANGES, software: `a<b>&"c"'d'` })
    expect(values(xmp!, XMP, 'CreatorTool')).toEqual([`a<b>&"c"'d'`])
  })

  it('is read from UTF-8 and UTF-16', () => {
    expect(decodeXmp(Buffer.from('ñ\0\0'))).toBe('ñ')
    expect(decodeXmp(Buffer.from('\ufeffñ', 'utf16le'))).toBe('ñ')
  })
})
