/** The files of the phone page. They lie in `public` beside this file, in the source and in the build. */
import { readFileSync } from 'node:fs'
import type { Reply } from './control/route.ts'

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
}

/** `/phone` is the page itself; below it only plain file names, so that no path leads out. */
export function publicFile(pathname: string): Reply | null {
  const name = pathname === '/phone' || pathname === '/phone/' ? 'index.html' : pathname.slice(7)
  if (!pathname.startsWith('/phone') || !/^[a-z][a-z-]*\.(?:html|css|js|svg)$/.test(name))
    return null
  const contentType = TYPES[name.slice(name.lastIndexOf('.') + 1)] ?? ''
  try {
    const file = new URL(`./public/phone/${name}`, import.meta.url)
    return { kind: 'text', contentType, text: readFileSync(file) }
  } catch {
    return null
  }
}
