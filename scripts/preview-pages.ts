/** The windows of the app with scripted bridges in place of main: for pictures, and for whatever has to see every screen. */
import { createServer, type Server } from 'node:http'
import path from 'node:path'
import { build } from 'vite'
import { CONTENT_SECURITY_POLICY, MIME } from '../main/app-files.ts'
import { CUSTOMER_SCENES } from '../renderer/customer/preview/scenes.ts'
import { SCENES } from '../renderer/preview/scenes.ts'
import { root, targets } from './build-targets.ts'

/** A window of the app: the page that shows it without the app, its scenes, and the screens it must fit on. */
export interface Preview {
  readonly entry: string
  readonly folder: string
  /** Below the pictures' folder. */
  readonly to: string
  readonly scenes: readonly string[]
  readonly sizes: readonly { readonly width: number; readonly height: number }[]
}

export const PREVIEWS: readonly Preview[] = [
  {
    entry: 'renderer/index.html',
    folder: 'renderer/preview',
    to: '',
    scenes: Object.keys(SCENES),
    sizes: [
      { width: 1024, height: 768 },
      { width: 1920, height: 1080 },
    ],
  },
  {
    entry: 'renderer/customer/index.html',
    folder: 'renderer/customer/preview',
    to: 'customer',
    scenes: Object.keys(CUSTOMER_SCENES),
    sizes: [
      { width: 800, height: 480 },
      { width: 1024, height: 600 },
      { width: 1920, height: 1080 },
    ],
  },
]

/** The built preview, by the path of each file. */
export async function buildPreview({
  entry: wanted,
  folder,
}: Preview): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const page = targets.find(({ entry }) => entry === wanted)
  if (!page) throw new Error('there is no target for the page')
  const { config } = page
  const built = await build({
    ...config,
    root: path.join(root, folder),
    build: { ...config.build, write: false, license: false, sourcemap: false },
  })
  if (!('output' in built)) throw new Error('the preview was not built once')
  return new Map(
    built.output.map((file) => [
      `/${file.fileName}`,
      file.type === 'chunk' ? file.code : file.source,
    ]),
  )
}

/** Serves the bundle as the app's own scheme does. */
export async function servePreview(
  files: Awaited<ReturnType<typeof buildPreview>>,
): Promise<{ readonly address: string; readonly server: Server }> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost')
    const type = MIME[path.extname(pathname)]
    const file = files.get(pathname)
    if (type === undefined || file === undefined) return response.writeHead(404).end()
    response.writeHead(200, {
      'content-type': type,
      'content-security-policy': CONTENT_SECURITY_POLICY,
    })
    return response.end(file)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return { address: `http://127.0.0.1:${address.port}/index.html`, server }
}
