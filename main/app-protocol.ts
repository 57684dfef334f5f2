import { protocol } from 'electron'
import path from 'node:path'
import { APP_ORIGIN, CONTENT_SECURITY_POLICY, DISPLAY_ORIGIN, fileFor, MIME } from './app-files.ts'

/** Chromium's net::ERR_FILE_NOT_FOUND. */
const NOT_FOUND = -6

/** The folder of each site's bundle. */
const SITES = { [APP_ORIGIN]: 'renderer', [DISPLAY_ORIGIN]: 'display' } as const

/** Must run before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: 'app',
      // Compiled once, the page's script starts faster every time after.
      privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true },
    },
  ])
}

/**
 * Serves the bundles in `outDir`, and only them; `onServed` hears of each file. Call after the app is ready. Chromium reads the
 * files itself, beside main: the newer `protocol.handle` would load Node's fetch for the first of them and carry every
 * byte through main's thread while that is busy (docs/decisions/0011-chromium-reads-the-page.md).
 */
export function serveApp(outDir: string, onServed: (file: string) => void): void {
  protocol.registerFileProtocol('app', (request, respond) => {
    const file = request.method === 'GET' ? fileOf(outDir, request.url) : null
    if (file === null) return respond({ error: NOT_FOUND })
    onServed(file)
    respond({
      path: file,
      headers: {
        'content-type': MIME[path.extname(file)] ?? '',
        'content-security-policy': CONTENT_SECURITY_POLICY,
        'x-content-type-options': 'nosniff',
      },
    })
  })
}

function fileOf(outDir: string, address: string): string | null {
  for (const [origin, folder] of Object.entries(SITES)) {
    const file = fileFor(path.join(outDir, folder), address, origin)
    if (file !== null) return file
  }
  return null
}
