import type { Fields } from './xml.ts'

/** One field as nearly everybody writes it: bare text, or all of it in one CDATA section; space between fields. */
const FIELD = /<([A-Za-z_][\w.-]{0,127})>(?:<!\[CDATA\[([^\]]*)\]\]>|([^<&\]]*))<\/\1>[ \t\n]*/y

/** What a reader would have to change (CR), or refuse. */
// oxlint-disable-next-line no-control-regex -- naming control characters is this pattern's purpose
const NOT_PLAIN = /[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]/

const BEGINNING = /<xml>[ \t\n]*/y

/**
 * Reads messages of the plainest form, several times as fast as a parser does. Null: the message is not so plain, and nothing is
 * said about it. Never reads what `readXml` refuses, nor anything in another way; whether a name may be used is for the caller.
 */
export function readPlainXml(text: string, isName: (name: string) => boolean): Fields | null {
  if (NOT_PLAIN.test(text)) return null
  BEGINNING.lastIndex = 0
  if (!BEGINNING.test(text)) return null
  const fields = new Map<string, string>()
  FIELD.lastIndex = BEGINNING.lastIndex
  let at = FIELD.lastIndex
  for (let found = FIELD.exec(text); found !== null; found = FIELD.exec(text)) {
    const [, name = '', quoted, bare = ''] = found
    if (fields.has(name) || !isName(name)) return null
    fields.set(name, quoted ?? bare)
    at = FIELD.lastIndex
  }
  return /^<\/xml>[ \t\n]*$/.test(text.slice(at)) ? fields : null
}
