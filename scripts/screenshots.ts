/**
 * Draws every screen of the till and of the customer's display in every language, theme and size into test-results/screenshots, with
 * the app's own content security policy. Run by `npm run screenshots [-- NAME… --language en --theme dark --width 1024 --size 3840x2160 --to DIR]`; `--manual` draws those of the manuals into docs/pictures
 * instead; fails when the policy was violated or a text does not fit.
 */
import { mkdirSync, rmSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { Page } from 'playwright'
import { LANGUAGES } from '../app/language.ts'
import { root } from './build-targets.ts'
import { openScreenshotWindow } from './open-screenshot-window.ts'
import { buildPreview, type Preview, PREVIEWS, servePreview } from './preview-pages.ts'

const THEMES = ['light', 'dark'] as const

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    to: { type: 'string', default: path.join(root, 'test-results', 'screenshots') },
    manual: { type: 'boolean', default: false },
    language: { type: 'string' },
    theme: { type: 'string' },
    width: { type: 'string' },
    size: { type: 'string' },
  },
})

/** Narrows down to what was asked for. */
const isAsked = (asked: string | undefined, value: string | number): boolean =>
  asked === undefined || asked === String(value)

/** The pictures of the manuals, kept beside them. */
const MANUAL = [
  'ready',
  'paid',
  'unknown',
  'waiting',
  'setup-keys-checked',
  'guide-welcome',
  'drawer',
  'refund-approve',
  'setup-function-keys',
]
const MANUAL_LANGUAGES = { en: 'en', 'zh-Hans': 'zh', 'zh-Hant': null } as const

const pictures = values.manual
  ? path.join(root, 'docs', 'pictures', 'manual')
  : path.resolve(values.to)

const isWanted = (name: string): boolean =>
  positionals.length === 0 || positionals.some((part) => name.includes(part))

/** A screen that no till is drawn for each time, like that of a large counter: `--size 3840x2160`. */
function askedSize(): readonly Preview['sizes'][number][] {
  if (values.size === undefined) return []
  const [width = NaN, height = NaN] = values.size.split('x').map(Number)
  if (!Number.isInteger(width) || !Number.isInteger(height)) throw new Error('--size WIDTHxHEIGHT')
  return [{ width, height }]
}

/** `customer/paid` names one window's scene; `paid` those of both. */
const shotsOf = ({ to, scenes, sizes }: Preview) =>
  (values.size === undefined ? sizes : askedSize())
    .filter(({ width }) => isAsked(values.width, width))
    .flatMap((size) =>
      LANGUAGES.filter((language) => isAsked(values.language, language)).flatMap((language) =>
        THEMES.filter((theme) => isAsked(values.theme, theme)).flatMap((theme) =>
          scenes
            .filter((name) => isWanted(path.posix.join(to, name)))
            .map((name) => ({ to, size, language, theme, name })),
        ),
      ),
    )

const isForManual = ({ to, size, language, theme, name }: Shot): boolean =>
  to === '' &&
  size.width === 1024 &&
  theme === 'light' &&
  MANUAL.includes(name) &&
  MANUAL_LANGUAGES[language] !== null

function fileOf({ to, size, language, theme, name }: Shot): string {
  if (values.manual) return path.join(pictures, `${name}.${MANUAL_LANGUAGES[language]}.png`)
  return path.join(pictures, to, `${size.width}x${size.height}`, language, theme, `${name}.png`)
}

type Shot = ReturnType<typeof shotsOf>[number]

const problems: string[] = []

async function shoot(page: Page, address: string, shot: Shot): Promise<void> {
  const { to, size, language, theme, name } = shot
  const file = fileOf(shot)
  mkdirSync(path.dirname(file), { recursive: true })
  await page.setViewportSize(size)
  await page.goto(`${address}?scene=${name}&language=${language}&theme=${theme}`)
  const shown = page.locator(`html[data-shown="${name}"]`)
  const overflowing = await shown.getAttribute('data-overflowing')
  if (overflowing) {
    problems.push(`${to} ${size.width} ${language} ${name}: ${overflowing}`)
  }
  await page.screenshot({ path: file, animations: 'disabled' })
}

if (!values.manual) rmSync(pictures, { recursive: true, force: true })
const { page, close } = await openScreenshotWindow()
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
  const shots = shotsOf(preview).filter((shot) => !values.manual || isForManual(shot))
  if (shots.length === 0) continue
  const { address, server } = await servePreview(await buildPreview(preview))
  for (const shot of shots) await shoot(page, address, shot)
  // What the last page still reads would be missed when its server is gone.
  await page.goto('about:blank')
  server.close()
  count += shots.length
}
await close()
for (const problem of new Set(problems)) console.error(problem)
console.log(`${count} pictures in ${path.relative(process.cwd(), pictures)}`)
if (problems.length > 0) process.exitCode = 1
