import { SaxesParser } from 'saxes'
import { fail, type Result, succeed } from '../result.ts'
import { readPlainXml } from './plain-xml.ts'

/** A message of the V2 API: a flat list of named texts. Numbers stay texts until somebody checks them. */
export type Fields = ReadonlyMap<string, string>

/** Why a text is not a message of the V2 API. `detail` and `field` hold names, never values. */
export type XmlError =
  | { readonly kind: 'too-large' }
  | { readonly kind: 'not-utf8' }
  /** A DOCTYPE or an ENTITY: the way files were stolen through XML parsers in 2018. */
  | { readonly kind: 'declares-entities' }
  | { readonly kind: 'malformed'; readonly detail: string }
  | { readonly kind: 'wrong-root'; readonly root: string }
  | { readonly kind: 'nested'; readonly field: string }
  | { readonly kind: 'attribute'; readonly field: string }
  | { readonly kind: 'duplicate'; readonly field: string }
  | { readonly kind: 'bad-name'; readonly field: string }
  /** Text beside the fields, a comment, or a processing instruction. */
  | { readonly kind: 'stray-content' }

/** Answers are a few kilobytes; `detail` and `promotion_detail` may take 6,000 characters each. */
export const XML_BYTES_MAX = 65_536

const NAME = /^[A-Za-z_][A-Za-z0-9_.-]{0,127}$/
/** Harmless in a Map, but not in the object that somebody may make of it later. */
const FORBIDDEN_NAMES: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])
const isName = (name: string): boolean => NAME.test(name) && !FORBIDDEN_NAMES.has(name)

/** Whether a text holds what `readXml` refuses even inside a value. */
export const declaresEntities = (text: string): boolean => /<!(?:DOCTYPE|ENTITY)/i.test(text)

/** Carries the reason out of the parser's callbacks; never leaves this file. */
class Refused extends Error {
  readonly reason: XmlError
  constructor(reason: XmlError) {
    super(reason.kind)
    this.reason = reason
  }
}
const refuse = (reason: XmlError): never => {
  throw new Refused(reason)
}

/**
 * Reads one flat message. Strict, because its answer moves money: what is not exactly
 * `<xml><name>text</name>…</xml>` in UTF-8 is refused whole. Values are kept as they are, untrimmed.
 * Never throws. `root` says which element holds the fields: `root` in the decrypted part of refund notices.
 */
export function readXml(
  body: Uint8Array | string,
  { root = 'xml' }: { readonly root?: 'xml' | 'root' } = {},
): Result<Fields, XmlError> {
  const text = decode(body)
  if (!text.ok) return text
  if (declaresEntities(text.value)) return fail({ kind: 'declares-entities' })
  const plain = root === 'xml' ? readPlainXml(text.value, isName) : null
  if (plain !== null) return succeed(plain)
  try {
    return succeed(parse(text.value, root))
  } catch (error) {
    if (error instanceof Refused) return fail(error.reason)
    return fail({
      kind: 'malformed',
      detail: error instanceof Error ? error.message : 'unreadable',
    })
  }
}

const encoder = new TextEncoder()
const decoder = new TextDecoder('utf-8', { fatal: true })

function decode(body: Uint8Array | string): Result<string, XmlError> {
  const size = typeof body === 'string' ? encoder.encode(body).length : body.length
  if (size > XML_BYTES_MAX) return fail({ kind: 'too-large' })
  if (typeof body === 'string')
    return SURROGATE.test(body) ? fail({ kind: 'not-utf8' }) : succeed(body)
  try {
    return succeed(decoder.decode(body))
  } catch {
    return fail({ kind: 'not-utf8' })
  }
}

function parse(text: string, root: string): Fields {
  const fields = new Map<string, string>()
  /** Open elements: the root, then at most one field. */
  const open: string[] = []
  let value = ''
  const parser = new SaxesParser({ defaultXMLVersion: '1.0', forceXMLVersion: true })
  parser.on('error', (error) => refuse({ kind: 'malformed', detail: error.message }))
  parser.on('xmldecl', ({ encoding, version }) => {
    if (encoding !== undefined && encoding.toLowerCase() !== 'utf-8') refuse({ kind: 'not-utf8' })
    if (version !== '1.0') refuse({ kind: 'malformed', detail: 'XML version' })
  })
  parser.on('doctype', () => refuse({ kind: 'declares-entities' }))
  parser.on('comment', () => refuse({ kind: 'stray-content' }))
  parser.on('processinginstruction', () => refuse({ kind: 'stray-content' }))
  parser.on('attribute', () => refuse({ kind: 'attribute', field: open.at(-1) ?? '' }))
  parser.on('opentagstart', ({ name }) => {
    const [outer, field] = open
    if (outer === undefined && name !== root) refuse({ kind: 'wrong-root', root: name })
    if (field !== undefined) refuse({ kind: 'nested', field })
    if (outer !== undefined && !isName(name)) refuse({ kind: 'bad-name', field: name })
    if (fields.has(name)) refuse({ kind: 'duplicate', field: name })
    open.push(name)
    value = ''
  })
  const append = (piece: string): void => {
    if (open.length === 2) value += piece
    else if (/[^ \t\r\n]/.test(piece)) refuse({ kind: 'stray-content' })
  }
  parser.on('text', append)
  parser.on('cdata', (piece) =>
    open.length === 2 ? append(piece) : refuse({ kind: 'stray-content' }),
  )
  parser.on('closetag', ({ name }) => {
    if (open.length === 2) fields.set(name, value)
    open.pop()
  })
  parser.write(text).close()
  return fields
}

/** What XML 1.0 cannot carry, not even escaped: most control characters and halves of a character pair. */
// oxlint-disable-next-line no-control-regex -- naming control characters is this pattern's purpose
const NOT_XML = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/
const SURROGATE = /\p{Surrogate}/u

/** Whether every character of a text survives the way through XML. */
export const isXmlText = (text: string): boolean => !NOT_XML.test(text) && !SURROGATE.test(text)

/**
 * Writes a message: texts in CDATA, numbers bare, in the given order. `readXml` gives back the very same texts.
 * Names and texts must have been checked before (see `isXmlText`): a wrong one is a bug and throws.
 */
export function writeXml(fields: Iterable<readonly [string, string | number]>): string {
  let text = '<xml>'
  for (const field of fields) text += element(field)
  return `${text}</xml>`
}

function element([name, value]: readonly [string, string | number]): string {
  if (!isName(name)) throw new Error(`not a field name: ${name}`)
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw new Error(`field ${name} is not an integer`)
    return `<${name}>${value}</${name}>`
  }
  if (!isXmlText(value)) throw new Error(`field ${name} holds a character that XML cannot carry`)
  // A CDATA section cannot hold its own end, and a reader turns a bare CR into LF: both go around it.
  const text = /[\]\r]/.test(value)
    ? value.replaceAll(']]>', ']]]]><![CDATA[>').replaceAll('\r', ']]>&#13;<![CDATA[')
    : value
  return `<${name}><![CDATA[${text}]]></${name}>`
}
