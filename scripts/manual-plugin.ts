/** `virtual:manual`: the manuals of `docs/` as HTML, with their pictures as files of the bundle, for the page to show without a network. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Marked } from 'marked'
import type { Plugin } from 'vite'

const DOCS = path.resolve(import.meta.dirname, '../docs')
const NAME = 'virtual:manual'
const RESOLVED = `\0${NAME}`

const BOOKS = ['cashier', 'manager'] as const

/** The ending of each language's files. */
const LANGUAGES = { en: '.md', zh: '.zh.md' } as const

/** Below the title, where else to read: the till has languages and tabs for that, and names of files tell nobody anything. */
const OTHER_FILES = /^_(?:English: |中文：)\[.*_\n/m

/** A manual as HTML. Pictures stand as marks; links lead out of the till, so only their words stay. */
function htmlOf(file: string, pictures: string[]): string {
  const marked = new Marked({
    renderer: {
      link({ tokens }) {
        return this.parser.parseInline(tokens)
      },
      image({ href, text }) {
        const known = pictures.indexOf(href)
        const at = known >= 0 ? known : pictures.push(href) - 1
        return `<img src="%PICTURE${at}%" alt="${text.replaceAll('"', '&quot;')}">`
      },
    },
  })
  const text = readFileSync(path.join(DOCS, file), 'utf8').replace(OTHER_FILES, '')
  return marked.parse(text, { async: false })
}

/** The module's own text: an import for each picture, and the books by language. */
function moduleText(): string {
  const pictures: string[] = []
  const books = Object.fromEntries(
    BOOKS.map((book) => [
      book,
      Object.fromEntries(
        Object.entries(LANGUAGES).map(([language, ending]) => [
          language,
          htmlOf(book + ending, pictures),
        ]),
      ),
    ]),
  )
  const imports = pictures.map((href, at) => {
    const address = `${path.join(DOCS, href)}?url`
    return `import picture${at} from ${JSON.stringify(address)}`
  })
  const marks = pictures.map((_, at) => `.replaceAll('%PICTURE${at}%', picture${at})`)
  return [
    ...imports,
    `const drawn = (html) => html${marks.join('')}`,
    `const books = ${JSON.stringify(books)}`,
    'export const manuals = Object.fromEntries(Object.entries(books).map(([book, texts]) =>',
    '  [book, Object.fromEntries(Object.entries(texts).map(([tag, html]) => [tag, drawn(html)]))]))',
  ].join('\n')
}

/** Serves `virtual:manual` to whatever is built from the page. */
export const manualPlugin = (): Plugin => ({
  name: 'manual',
  resolveId: (source) => (source === NAME ? RESOLVED : null),
  load: (id) => (id === RESOLVED ? moduleText() : null),
})
