/** The licences of everything that ships, as one text. */
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { z } from 'zod'
import { root, shippedPackages } from './build-targets.ts'

const Licence = z.object({
  name: z.string(),
  version: z.string(),
  identifier: z.string().optional(),
  text: z.string().optional(),
})
type Licence = z.infer<typeof Licence>

const Manifest = z.object({
  name: z.string(),
  version: z.string(),
  license: z.string().optional(),
  dependencies: z.record(z.string(), z.string()).default({}),
})

/** Reads what Vite wrote about the packages of one bundle. */
export const parseLicences = (json: string): readonly Licence[] =>
  z.array(Licence).parse(JSON.parse(json))

/** The folder of a package as seen from another one; undefined when it is not installed. */
function folderOf(name: string, from: string): string | undefined {
  const places = createRequire(path.join(from, 'package.json')).resolve.paths(name) ?? []
  return places.map((place) => path.join(place, name)).find((folder) => existsSync(folder))
}

/** A package that ships as it is, with all that it needs. */
function licencesOf(name: string, from: string, seen: Set<string>): readonly Licence[] {
  const folder = folderOf(name, from)
  if (folder === undefined || seen.has(folder)) return []
  seen.add(folder)
  const about = Manifest.parse(JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8')))
  const file = readdirSync(folder).find((each) => /^(licen[cs]e|copying)/i.test(each))
  const own: Licence = {
    name: about.name,
    version: about.version,
    identifier: about.license,
    text: file === undefined ? undefined : readFileSync(path.join(folder, file), 'utf8').trim(),
  }
  const needed = Object.keys(about.dependencies)
  return [own, ...needed.flatMap((each) => licencesOf(each, folder, seen))]
}

/** Packages of which only files that are no code are bundled: the bundler does not see their licence. */
const FONTS = ['@fontsource-variable/inter']

/** One text with the licences of the bundled packages and of those that ship whole. */
export function licenceText(bundled: readonly Licence[]): string {
  const seen = new Set<string>()
  const whole = [...shippedPackages, ...FONTS].flatMap((name) => licencesOf(name, root, seen))
  const all = new Map([...bundled, ...whole].map((one) => [`${one.name} ${one.version}`, one]))
  const parts = [...all]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([title, { identifier, text }]) => {
      const body = text ?? `No licence text in the package; it names: ${identifier ?? 'none'}.`
      return `${title} (${identifier ?? 'see below'})\n\n${body}\n`
    })
  const rule = `\n${'-'.repeat(80)}\n\n`
  return ['Quick Pay Cashier ships these packages of others.\n', ...parts].join(rule)
}
