import { existsSync, statSync } from 'node:fs'
import path from 'node:path'

/** Where the page comes from: a scheme of our own, so that no file of the machine is within its reach. */
export const APP_ORIGIN = 'app://till'

/** The customer's display is another site: what it stores and may ask is apart from the till's. */
export const DISPLAY_ORIGIN = 'app://display'

/** Nothing but our own files; no connection to anywhere. Inline style attributes are set by script, which needs no exception. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

/** The kinds of files the bundle holds; nothing else is served. */
export const MIME: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
}

/** The file that an address of this site stands for; null when it is none of the bundle's. */
export function fileFor(
  bundleDir: string,
  address: string,
  origin: string = APP_ORIGIN,
): string | null {
  const url = new URL(address)
  if (url.origin !== origin && `${url.protocol}//${url.host}` !== origin) return null
  let name: string
  try {
    name = decodeURIComponent(url.pathname)
  } catch {
    return null
  }
  const file = path.resolve(bundleDir, `.${name === '/' ? '/index.html' : name}`)
  const inside = file.startsWith(bundleDir + path.sep) && !name.includes('\0')
  if (!inside || MIME[path.extname(file)] === undefined) return null
  return existsSync(file) && statSync(file).isFile() ? file : null
}
