import { protocol } from 'electron'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { CONTENT_SECURITY_POLICY, fileFor, MIME } from './app-files.ts'

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

/** Serves the bundle, and only the bundle; `onServed` hears of each file. Call after the app is ready. */
export function serveApp(bundleDir: string, onServed: (file: string) => void): void {
  protocol.handle('app', async (request) => {
    const file = request.method === 'GET' ? fileFor(bundleDir, request.url) : null
    if (file === null) return new Response('not found', { status: 404 })
    const body = new Uint8Array(await readFile(file))
    onServed(file)
    return new Response(body, {
      headers: {
        'content-type': MIME[path.extname(file)] ?? '',
        'content-security-policy': CONTENT_SECURITY_POLICY,
        'x-content-type-options': 'nosniff',
      },
    })
  })
}
