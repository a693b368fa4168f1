// The tags of an XML text with their places: enough to change an XMP packet and leave every other byte as it was.

/** One attribute; `start` is the white space before it, `end` just behind its closing quote. */
export interface XmlAttribute {
  readonly name: string
  readonly value: string
  readonly start: number
  readonly end: number
}

/** One tag: `<name …>`, `</name>` or `<name …/>`. */
export interface XmlTag {
  readonly name: string
  readonly kind: 'open' | 'close' | 'empty'
  readonly start: number
  readonly end: number
  readonly attributes: readonly XmlAttribute[]
  /** Namespace of each prefix here ('' is the default one). */
  readonly namespaces: ReadonlyMap<string, string>
  /** For 'open': index of the tag that closes it; else its own index. */
  partner: number
}

const SKIPPED: [string, string][] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
]
const ATTRIBUTE = /(\s+)([^\s=/>]+)\s*=\s*("[^"]*"|'[^']*')/gy

const ENTITIES: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/** Text with XML's five named entities and its numbered ones replaced. */
export function unescapeXml(text: string): string {
  return text.replace(/&(?:(\w+)|#(\d+)|#x([\da-fA-F]+));/g, (all, name, decimal, hex) => {
    if (name) return ENTITIES[name] ?? all
    return String.fromCodePoint(decimal ? Number(decimal) : Number.parseInt(hex, 16))
  })
}

/** Text as it may stand in an attribute or an element. */
export function escapeXml(text: string): string {
  return text.replace(/[<>&"']/g, (c) => `&${Object.keys(ENTITIES).find((name) => ENTITIES[name] === c)};`)
}

function readAttributes(text: string, from: number, end: number): XmlAttribute[] {
  const attributes: XmlAttribute[] = []
  ATTRIBUTE.lastIndex = from
  for (let match = ATTRIBUTE.exec(text); match && match.index < end; match = ATTRIBUTE.exec(text))
    attributes.push({ name: match[2], value: unescapeXml(match[3].slice(1, -1)), start: match.index, end: match.index + match[0].length })
  return attributes
}

// The '>' that ends a tag may not be one inside a quoted value.
function endOfTag(text: string, start: number): number {
  let quote = ''
  for (let i = start; i < text.length; i++) {
    const c = text[i]
    if (quote) quote = c === quote ? '' : quote
    else if (c === '"' || c === "'") quote = c
    else if (c === '>') return i + 1
  }
  throw new SyntaxError('a tag has no end')
}

function scope(outer: ReadonlyMap<string, string>, attributes: readonly XmlAttribute[]): ReadonlyMap<string, string> {
  const own = attributes.filter(({ name }) => name === 'xmlns' || name.startsWith('xmlns:'))
  if (own.length === 0) return outer
  return new Map([...outer, ...own.map(({ name, value }) => [name.slice(6), value] as const)])
}

/**
 * All tags of a text in order.
 * @throws SyntaxError when tags do not close in the order in which they were opened.
 */
export function readTags(text: string): XmlTag[] {
  const tags: XmlTag[] = []
  const open: number[] = []
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const skipped = SKIPPED.find(([begin]) => text.startsWith(begin, at))
    if (skipped) {
      const end = text.indexOf(skipped[1], at)
      if (end < 0) throw new SyntaxError(`${skipped[0]} has no end`)
      at = end + skipped[1].length
      continue
    }
    const end = endOfTag(text, at)
    const closing = text[at + 1] === '/'
    const name = /[^\s/>]+/.exec(text.slice(at + (closing ? 2 : 1), end))?.[0] ?? ''
    const attributes = closing ? [] : readAttributes(text, at + 1 + name.length, end)
    const kind = closing ? 'close' : text[end - 2] === '/' ? 'empty' : 'open'
    const outer = open.length ? tags[open[open.length - 1]].namespaces : new Map<string, string>()
    const index = tags.length
    tags.push({ name, kind, start: at, end, attributes, namespaces: scope(outer, attributes), partner: index })
    if (kind === 'open') open.push(index)
    if (closing) {
      const opener = open.pop()
      if (opener === undefined || tags[opener].name !== name) throw new SyntaxError(`</${name}> closes nothing`)
      tags[opener].partner = index
    }
    at = end
  }
  if (open.length) throw new SyntaxError(`<${tags[open[0]].name}> is not closed`)
  return tags
}

/** Namespace and local part of a tag's or attribute's name at that place. */
export function expand(name: string, namespaces: ReadonlyMap<string, string>): { namespace: string; local: string } {
  const colon = name.indexOf(':')
  if (colon < 0) return { namespace: namespaces.get('') ?? '', local: name }
  return { namespace: namespaces.get(name.slice(0, colon)) ?? '', local: name.slice(colon + 1) }
}
