import { protocol } from 'electron'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { CONTENT_SECURITY_POLICY, fileFor, MIME } from './app-files.ts'

/** Must run before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: 'app', privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/** Serves the bundle, and only the bundle. Call after the app is ready. */
export function serveApp(bundleDir: string): void {
  protocol.handle('app', async (request) => {
    const file = request.method === 'GET' ? fileFor(bundleDir, request.url) : null
    if (file === null) return new Response('not found', { status: 404 })
    return new Response(new Uint8Array(await readFile(file)), {
      headers: {
        'content-type': MIME[path.extname(file)] ?? '',
        'content-security-policy': CONTENT_SECURITY_POLICY,
        'x-content-type-options': 'nosniff',
        'cache-control': 'no-store',
      },
    })
  })
}
