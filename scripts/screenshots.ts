/**
 * Draws every screen of the till and of the customer's display in every language, theme and size into test-results/screenshots, with
 * the app's own content security policy. Run by `npm run screenshots [-- NAME… --to DIR]`; fails when the policy
 * was violated or a text does not fit.
 */
import { mkdirSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { _electron, type Page } from 'playwright'
import { build } from 'vite'
import { LANGUAGES } from '../app/language.ts'
import { CONTENT_SECURITY_POLICY, MIME } from '../main/app-files.ts'
import { CUSTOMER_SCENES } from '../renderer/customer/preview/scenes.ts'
import { SCENES } from '../renderer/preview/scenes.ts'
import { root, targets } from './build-targets.ts'
import { describeRuntime, electronRuntime } from './electron-runtime.mjs'
import { openDisplay } from './virtual-display.ts'

/** A window of the app: the page that shows it without the app, its scenes, and the screens it must fit on. */
interface Preview {
  readonly entry: string
  readonly folder: string
  /** Below the pictures' folder. */
  readonly to: string
  readonly scenes: readonly string[]
  readonly sizes: readonly { readonly width: number; readonly height: number }[]
}

const PREVIEWS: readonly Preview[] = [
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

const THEMES = ['light', 'dark'] as const

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { to: { type: 'string', default: path.join(root, 'test-results', 'screenshots') } },
})

const pictures = path.resolve(values.to)

/** The built preview, by the path of each file. */
async function buildPreview({
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
async function serve(
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

const isWanted = (name: string): boolean =>
  positionals.length === 0 || positionals.some((part) => name.includes(part))

/** `customer/paid` names one window's scene; `paid` those of both. */
const shotsOf = ({ to, scenes, sizes }: Preview) =>
  sizes.flatMap((size) =>
    LANGUAGES.flatMap((language) =>
      THEMES.flatMap((theme) =>
        scenes
          .filter((name) => isWanted(path.posix.join(to, name)))
          .map((name) => ({ to, size, language, theme, name })),
      ),
    ),
  )

type Shot = ReturnType<typeof shotsOf>[number]

const problems: string[] = []

async function shoot(page: Page, address: string, shot: Shot): Promise<void> {
  const { to, size, language, theme, name } = shot
  const folder = path.join(pictures, to, `${size.width}x${size.height}`, language, theme)
  mkdirSync(folder, { recursive: true })
  await page.setViewportSize(size)
  await page.goto(`${address}?scene=${name}&language=${language}&theme=${theme}`)
  const shown = page.locator(`html[data-shown="${name}"]`)
  const overflowing = await shown.getAttribute('data-overflowing')
  if (overflowing) {
    problems.push(`${to} ${size.width} ${language} ${name}: ${overflowing}`)
  }
  await page.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled' })
}

rmSync(pictures, { recursive: true, force: true })
const runtime = await electronRuntime()
if (!runtime) throw new Error('no Electron to draw with: run npm run setup')
console.log(describeRuntime(runtime))
const display = await openDisplay()
const environment: Record<string, string> = { ...display.env }
for (const [name, value] of Object.entries(process.env)) {
  if (value !== undefined) environment[name] ??= value
}
const electron = await _electron.launch({
  executablePath: runtime.path,
  args: ['--no-sandbox', path.join(import.meta.dirname, 'screenshot-window.mjs')],
  env: environment,
  timeout: 30_000,
})
const page = await electron.firstWindow()
// A blocked eval is only seen as an event; other violations are written to the console, too.
await page.addInitScript(
  `document.addEventListener('securitypolicyviolation', (event) =>
    console.error('policy violated:', event.violatedDirective, event.blockedURI, event.sourceFile))`,
)
page.on('console', (message) => {
  if (message.type() === 'error') problems.push(message.text())
})
page.on('pageerror', (error) => problems.push(error.message))
let count = 0
for (const preview of PREVIEWS) {
  const shots = shotsOf(preview)
  if (shots.length === 0) continue
  const { address, server } = await serve(await buildPreview(preview))
  for (const shot of shots) await shoot(page, address, shot)
  server.close()
  count += shots.length
}
await electron.close()
await display.stop()
for (const problem of new Set(problems)) console.error(problem)
console.log(`${count} pictures in ${path.relative(process.cwd(), pictures)}`)
if (problems.length > 0) process.exitCode = 1
