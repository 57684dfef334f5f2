import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isXmlText, readXml, writeXml, XML_BYTES_MAX, type XmlError } from '../../app/wechat/xml.ts'
import { GOLDEN } from './golden.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const valuesOf = (body: Uint8Array | string, root?: 'root'): Readonly<Record<string, string>> => {
  const read = readXml(body, root ? { root } : {})
  if (!read.ok) throw new Error(JSON.stringify(read.error))
  return Object.fromEntries(read.value)
}
const LAUGHS = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "&l${i};&l${i};">`).join('')

describe('readXml', () => {
  it('reads texts, CDATA and what lies between', () => {
    const body = `\uFEFF<?xml version="1.0" encoding="UTF-8"?>
      <xml>\n\t<total_fee>0888</total_fee>
      <body> a &lt;b&gt; <![CDATA[<茶>&amp;]]>&#26376;&#x1F375; </body><attach/><note><![CDATA[]]></note></xml>\n`
    const expected = { total_fee: '0888', body: ' a <b> <茶>&amp;月🍵 ', attach: '', note: '' }
    expect(valuesOf(bytes(body))).toEqual(expected)
    expect(valuesOf(body)).toEqual(expected)
  })

  it.each(Object.entries(GOLDEN))('reads the golden message %s', (_, xml) => {
    expect(readXml(bytes(xml)).ok).toBe(true)
  })

  it('keeps numbers as they were written', () => {
    const values = { id: '4200000000202501010000000001', zero: '007', power: '1e5', sign: '+1.0' }
    expect(valuesOf(writeXml(Object.entries(values)))).toEqual(values)
  })

  it('reads the inner part of a refund notice only when asked to', () => {
    const body =
      '<root><out_refund_no><![CDATA[R1]]></out_refund_no><refund_status><![CDATA[SUCCESS]]></refund_status></root>'
    expect(valuesOf(body, 'root')).toEqual({ out_refund_no: 'R1', refund_status: 'SUCCESS' })
    expect(readXml(body)).toEqual({ ok: false, error: { kind: 'wrong-root', root: 'root' } })
  })

  const utf16 = new Uint8Array([0xff, 0xfe, ...Buffer.from('<xml><a>1</a></xml>', 'utf16le')])
  const refused: readonly (readonly [string, Uint8Array | string, XmlError['kind']])[] = [
    ['nothing', '', 'malformed'],
    ['blank', ' \n', 'malformed'],
    ['plain text', 'SUCCESS', 'malformed'],
    [
      'an external entity',
      '<!DOCTYPE xml [<!ENTITY e SYSTEM "file:///etc/hostname">]><xml><a>&e;</a></xml>',
      'declares-entities',
    ],
    [
      'a parameter entity',
      '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY % e SYSTEM "http://192.0.2.1/x">%e;]><xml/>',
      'declares-entities',
    ],
    [
      'a billion laughs',
      `<!DOCTYPE xml [<!ENTITY l0 "ha">${LAUGHS}]><xml><a>&l9;</a></xml>`,
      'declares-entities',
    ],
    ['a lower-case doctype', '<!doctype html><xml><a>1</a></xml>', 'declares-entities'],
    [
      'an HTML error page',
      '<html><head><title>404 Not Found</title></head><body></body></html>',
      'wrong-root',
    ],
    ['an HTML page that does not close', '<html><hr></html>', 'wrong-root'],
    ['another document', '<movies><movie><title>A</title></movie></movies>', 'wrong-root'],
    ['an upper-case root', '<XML><a>1</a></XML>', 'wrong-root'],
    ['a cut element', '<xml><a>1</a><b>2', 'malformed'],
    ['a cut root', '<xml><a>1</a>', 'malformed'],
    ['cut CDATA', '<xml><a><![CDATA[1</a></xml>', 'malformed'],
    ['a second root', '<xml><a>1</a></xml><xml><a>2</a></xml>', 'malformed'],
    ['text after the root', '<xml><a>1</a></xml>x', 'malformed'],
    ['text before the root', 'x<xml><a>1</a></xml>', 'stray-content'],
    ['text beside the fields', '<xml>x<a>1</a></xml>', 'stray-content'],
    ['CDATA beside the fields', '<xml><![CDATA[ ]]><a>1</a></xml>', 'stray-content'],
    ['a no-break space beside the fields', '<xml>\u00A0<a>1</a></xml>', 'stray-content'],
    ['a comment', '<xml><a>SUC<!-- -->CESS</a></xml>', 'stray-content'],
    ['a processing instruction', '<xml><?php ?><a>1</a></xml>', 'stray-content'],
    ['a field twice', '<xml><a>1</a><a>2</a></xml>', 'duplicate'],
    ['a field twice, the first one empty', '<xml><a/><a>2</a></xml>', 'duplicate'],
    ['a field in a field', '<xml><a><b>1</b></a></xml>', 'nested'],
    ['an attribute', '<xml><a type="x">1</a></xml>', 'attribute'],
    ['an attribute on the root', '<xml xmlns="x"><a>1</a></xml>', 'attribute'],
    ['__proto__', '<xml><__proto__>1</__proto__></xml>', 'bad-name'],
    ['constructor', '<xml><constructor>1</constructor></xml>', 'bad-name'],
    ['a prefixed name', '<xml><a:b>1</a:b></xml>', 'bad-name'],
    ['a name that only looks like one', '<xml><сash_fee>1</сash_fee></xml>', 'bad-name'],
    ['an unknown entity', '<xml><a>&nbsp;</a></xml>', 'malformed'],
    ['an inherited entity', '<xml><a>&constructor;</a></xml>', 'malformed'],
    ['a bare ampersand', '<xml><a>a & b</a></xml>', 'malformed'],
    ['a control character', '<xml><a>\u0001</a></xml>', 'malformed'],
    ['an escaped zero', '<xml><a>&#0;</a></xml>', 'malformed'],
    ['half a character pair', '<xml><a>\uD83C</a></xml>', 'not-utf8'],
    ['an escaped half of a pair', '<xml><a>&#xD83C;</a></xml>', 'malformed'],
    ['UTF-16', utf16, 'not-utf8'],
    [
      'broken UTF-8',
      new Uint8Array([...bytes('<xml><a>'), 0xc3, 0x28, ...bytes('</a></xml>')]),
      'not-utf8',
    ],
    ['another encoding', '<?xml version="1.0" encoding="GBK"?><xml><a>1</a></xml>', 'not-utf8'],
    ['XML 1.1', '<?xml version="1.1"?><xml><a>1</a></xml>', 'malformed'],
    ['a declaration too late', '<xml><?xml version="1.0"?><a>1</a></xml>', 'malformed'],
    ['too much', `<xml><a>${'x'.repeat(XML_BYTES_MAX)}</a></xml>`, 'too-large'],
    ['too much in bytes', `<xml><a>${'茶'.repeat(XML_BYTES_MAX / 3)}</a></xml>`, 'too-large'],
  ]

  it.each(refused)('refuses %s', (_, body, kind) => {
    const read = readXml(body)
    expect(read.ok ? read : read.error.kind).toBe(kind)
  })

  it('takes as much as the limit allows', () => {
    const value = 'x'.repeat(XML_BYTES_MAX - '<xml><a></a></xml>'.length)
    expect(valuesOf(`<xml><a>${value}</a></xml>`)).toEqual({ a: value })
  })

  it('refuses every truncation of a real answer', () => {
    const whole = bytes(GOLDEN.paid)
    for (let length = 0; length < whole.length; length += 1)
      expect(readXml(whole.subarray(0, length)).ok).toBe(false)
  })

  const PIECES =
    '<xml> </xml> <a> </a> <a/> <b|x="1"> <![CDATA[ ]]> &lt; &# & ; <!-- --> <? ?> <!DOCTYPE < > \r\n 茶 \uD800 x'
  const piece = fc.constantFrom(...PIECES.split(' ').map((text) => text.replace('|', ' ')))

  it('never throws, whatever comes', () => {
    const noise = fc.oneof(
      fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
      fc.array(piece, { maxLength: 30 }).map((pieces) => `<xml>${pieces.join('')}</xml>`),
      fc.string({ unit: 'binary' }),
      fc.uint8Array({ maxLength: 200 }),
    )
    fc.assert(
      fc.property(noise, (body) => {
        expect(typeof readXml(body).ok).toBe('boolean')
      }),
      { numRuns: 5000 },
    )
  })

  it('reads a plain message as the parser does', () => {
    // With a declaration in front no message is plain: the parser reads it.
    const meaning = (body: string): unknown => {
      const read = readXml(body)
      return read.ok ? [...read.value] : read.error.kind
    }
    const alike = (body: string): void => {
      expect(meaning(body), body).toEqual(meaning(`<?xml version="1.0"?>${body}`))
    }
    for (const body of Object.values(GOLDEN)) alike(body.trimStart())
    const name = fc.constantFrom('a', 'b', 'a_b', 'constructor', '__proto__', 'a:b', 'c\u0301', '-')
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece, { maxLength: 4 }).map((pieces) => pieces.join('')),
      fc.constantFrom(
        ']',
        ']]',
        ']]>',
        '\r',
        '\t\n',
        '\u0085\u2028',
        '\uFFFE',
        '\u007F',
        '\uFEFF',
        '',
      ),
    )
    const space = fc.constantFrom('', ' ', '\n\t', '\r', '\u00A0', 'x')
    const field = fc
      .tuple(name, fc.boolean(), text, space)
      .map(([is, quoted, value, after]) =>
        quoted ? `<${is}><![CDATA[${value}]]></${is}>${after}` : `<${is}>${value}</${is}>${after}`,
      )
    const message = fc
      .tuple(fc.array(field, { maxLength: 4 }), space, space)
      .map(([fields, before, after]) => `<xml>${before}${fields.join('')}</xml>${after}`)
    fc.assert(fc.property(message, alike), { numRuns: 5000 })
  })

  it('never throws on a damaged answer', () => {
    const whole = bytes(GOLDEN.passwordNeeded)
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, byte) => {
        expect(typeof readXml(whole.with(at, byte)).ok).toBe('boolean')
      }),
      { numRuns: 2000 },
    )
  })
})

describe('writeXml', () => {
  it('puts texts into CDATA and leaves numbers bare', () => {
    const fields = [
      ['body', 'Tea & <Cake>'],
      ['total_fee', 888],
      ['attach', ''],
    ] as const
    expect(writeXml(fields)).toBe(
      '<xml><body><![CDATA[Tea & <Cake>]]></body><total_fee>888</total_fee><attach><![CDATA[]]></attach></xml>',
    )
  })

  it('refuses what no reader could read', () => {
    expect(() => writeXml([['a', 0.5]])).toThrow('not an integer')
    expect(() => writeXml([['a b', '1']])).toThrow('not a field name')
    expect(() => writeXml([['__proto__', '1']])).toThrow('not a field name')
    expect(() => writeXml([['a', '\u0000']])).toThrow('cannot carry')
    expect(() => writeXml([['a', '\uDC00']])).toThrow('cannot carry')
  })

  const text = fc
    .oneof(
      fc.string({ unit: 'binary' }),
      fc
        .array(fc.constantFrom(']]>', ']', '>', '\r', '\n', ' ', '&lt;', '茶'))
        .map((a) => a.join('')),
    )
    .filter(isXmlText)
  const name = fc
    .stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,8}$/)
    .filter((one) => !['constructor', 'prototype', '__proto__'].includes(one))

  it('writes what readXml reads back, character by character', () => {
    fc.assert(
      fc.property(fc.dictionary(name, text), (values) => {
        expect(valuesOf(writeXml(Object.entries(values)))).toEqual({ ...values })
      }),
      { numRuns: 2000 },
    )
  })
})
