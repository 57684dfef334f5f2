/** Checks who imports whom: a folder is a permission. Run by `npm run layers`. */
import { readFileSync, readdirSync } from 'node:fs'
import { builtinModules } from 'node:module'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'vite'

/** What one folder may import. The first layer whose folder holds a file decides about it. */
interface Layer {
  readonly folder: string
  /** Own folders it may import, besides itself. */
  readonly folders: readonly string[]
  /** Packages it may import; `any` but those of `never`. */
  readonly packages: 'any' | readonly string[]
  /** Built-in modules of Node it may import. */
  readonly builtins: 'any' | readonly string[]
  readonly never?: readonly string[]
}

const CORE = 'app'

/**
 * `app` stands for its pure part alone: without `app/wechat` and `app/contract`, which bring packages along.
 */
export const LAYERS: readonly Layer[] = [
  { folder: 'app/wechat', folders: [CORE], packages: ['saxes'], builtins: ['node:crypto'] },
  { folder: 'app/contract', folders: [CORE], packages: ['zod'], builtins: [] },
  { folder: CORE, folders: [], packages: [], builtins: [] },
  {
    folder: 'adapters',
    folders: [CORE, 'app/wechat', 'app/contract'],
    packages: 'any',
    builtins: 'any',
    never: ['electron'],
  },
  {
    folder: 'hardware',
    folders: [CORE, 'app/wechat', 'app/contract'],
    packages: 'any',
    builtins: 'any',
    never: ['electron'],
  },
  {
    folder: 'simulator',
    folders: [CORE, 'app/wechat', 'app/contract', 'adapters'],
    packages: 'any',
    builtins: 'any',
    never: ['electron'],
  },
  {
    folder: 'backend',
    folders: [CORE, 'app/wechat', 'app/contract', 'adapters'],
    packages: 'any',
    builtins: 'any',
    never: ['electron'],
  },
  // The checkers share no code with what they check.
  { folder: 'certainty/checks', folders: [], packages: [], builtins: [] },
  {
    folder: 'certainty',
    folders: [
      CORE,
      'app/wechat',
      'app/contract',
      'hardware',
      'adapters',
      'simulator',
      'backend',
      'certainty/checks',
    ],
    packages: 'any',
    builtins: 'any',
    never: ['electron'],
  },
  { folder: 'chaos/checker', folders: [], packages: [], builtins: ['node:fs', 'node:path'] },
  {
    folder: 'chaos',
    folders: [
      CORE,
      'app/wechat',
      'app/contract',
      'adapters',
      'backend',
      'simulator',
      'chaos/checker',
    ],
    packages: 'any',
    builtins: 'any',
    never: ['electron'],
  },
  {
    folder: 'renderer',
    folders: [CORE, 'app/contract'],
    packages: 'any',
    builtins: [],
    never: ['electron', '@serialport/bindings-cpp', 'node-hid', '@photostructure/sqlite', 'undici'],
  },
  {
    folder: 'main',
    folders: [CORE, 'app/wechat', 'app/contract', 'hardware', 'adapters'],
    packages: 'any',
    builtins: 'any',
  },
]

/** Folders with programs about the project; they may import everything. */
const FREE = ['test', 'scripts']

/** Packages that one file of a folder wraps; the others use that file. Types are free. */
export const WRAPPED: readonly string[] = [
  'undici',
  '@serialport/bindings-cpp',
  'serialport',
  'node-hid',
  '@photostructure/sqlite',
  'node:sqlite',
]

/** One import as written. */
export interface Import {
  readonly line: number
  /** Null when the module is computed at run time. */
  readonly from: string | null
  readonly typeOnly: boolean
}

export interface Violation {
  readonly file: string
  readonly line: number
  readonly problem: string
}

const isNode = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const literal = (node: unknown): string | null =>
  isNode(node) && typeof node['value'] === 'string' ? node['value'] : null

const isTypeOnly = (node: Record<string, unknown>): boolean => {
  if (node['importKind'] === 'type' || node['exportKind'] === 'type') return true
  const parts = node['specifiers']
  if (!Array.isArray(parts) || parts.length === 0) return false
  return parts.every(
    (part) => isNode(part) && (part['importKind'] === 'type' || part['exportKind'] === 'type'),
  )
}

const isRequire = (node: Record<string, unknown>): boolean => {
  if (node['type'] !== 'CallExpression' || !isNode(node['callee'])) return false
  const { name, property } = node['callee']
  const called = name ?? (isNode(property) ? property['name'] : undefined)
  return called === 'require' || called === 'getBuiltinModule'
}

/** What the node imports: a module, null for one computed at run time, undefined for no import. */
function importOf(node: Record<string, unknown>): Omit<Import, 'line'> | undefined {
  switch (node['type']) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration':
    case 'ExportNamedDeclaration':
      if (!isNode(node['source'])) return undefined
      return { from: literal(node['source']), typeOnly: isTypeOnly(node) }
    case 'ImportExpression':
      return { from: literal(node['source']), typeOnly: false }
    case 'TSImportType':
      return { from: literal(node['source']), typeOnly: true }
    default:
      if (!isRequire(node)) return undefined
      return {
        from: literal(Array.isArray(node['arguments']) ? node['arguments'][0] : null),
        typeOnly: false,
      }
  }
}

/** Every import of a source file: static, dynamic, type, re-export and `require`. */
export function importsOf(file: string, source: string): readonly Import[] {
  const { program, errors } = parseSync(file, source)
  if (errors[0] !== undefined) throw new Error(`${file}: ${errors[0].message}`)
  const found: Import[] = []
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) visit(item)
    else if (isNode(value)) {
      const one = importOf(value)
      const start = typeof value['start'] === 'number' ? value['start'] : 0
      if (one) found.push({ ...one, line: source.slice(0, start).split('\n').length })
      for (const child of Object.values(value)) if (isNode(child)) visit(child)
    }
  }
  visit(program)
  return found
}

const inside = (file: string, folder: string): boolean => file.startsWith(`${folder}/`)

const layerOf = (file: string): Layer | undefined =>
  LAYERS.find((layer) => inside(file, layer.folder))

const packageOf = (from: string): string =>
  from
    .split('/')
    .slice(0, from.startsWith('@') ? 2 : 1)
    .join('/')

const builtin = (from: string): string | undefined => {
  const bare = from.replace(/^node:/, '')
  return from.startsWith('node:') || builtinModules.includes(bare) ? `node:${bare}` : undefined
}

function problemOf(file: string, layer: Layer, from: string): string | undefined {
  if (from.startsWith('.')) {
    const target = path.posix.join(path.posix.dirname(file), from)
    const owner = layerOf(target)?.folder
    if (owner === layer.folder || (owner !== undefined && layer.folders.includes(owner))) return
    const allowed = layer.folders.length > 0 ? layer.folders.join(', ') : 'no other folder'
    return `${layer.folder} may import ${allowed}, not ${target}`
  }
  const module = builtin(from)
  if (module !== undefined) {
    if (layer.builtins === 'any' || layer.builtins.includes(module)) return
    return `${layer.folder} may not use ${module}`
  }
  const name = packageOf(from)
  if (layer.never?.includes(name) !== true) {
    if (layer.packages === 'any' || layer.packages.includes(name)) return
  }
  return `${layer.folder} may not use the package ${name}`
}

/** What is wrong with the imports of one file. */
export function checkFile(file: string, source: string): readonly Violation[] {
  const layer = layerOf(file)
  if (!layer) return []
  return importsOf(file, source).flatMap(({ line, from }) => {
    if (from === null && layer.builtins === 'any') return []
    const problem =
      from === null ? 'names no module: write it as text' : problemOf(file, layer, from)
    return problem === undefined ? [] : [{ file, line, problem }]
  })
}

/** Wrapped packages that more than one file of a folder imports. */
export function checkWrapped(sources: ReadonlyMap<string, string>): readonly Violation[] {
  const first = new Map<string, string>()
  const found: Violation[] = []
  for (const [file, source] of sources) {
    const folder = layerOf(file)?.folder
    if (folder === undefined) continue
    for (const { from, line, typeOnly } of importsOf(file, source)) {
      const name = from === null ? '' : (builtin(from) ?? packageOf(from))
      if (typeOnly || !WRAPPED.includes(name)) continue
      const key = `${folder} ${name}`
      const wrapper = first.get(key) ?? file
      first.set(key, wrapper)
      if (wrapper !== file) {
        const problem = `${name} is wrapped by ${wrapper}; import that file instead`
        found.push({ file, line, problem })
      }
    }
  }
  return found
}

const root = path.resolve(import.meta.dirname, '..')

const readSources = (folder: string): readonly (readonly [string, string])[] =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.[cm]?[jt]sx?$/.test(name))
    .toSorted()
    .map((name) => {
      const file = path.posix.join(folder, name.split(path.sep).join('/'))
      return [file, readFileSync(path.join(root, file), 'utf8')]
    })

function run(): void {
  const known = new Set([...LAYERS.map(({ folder }) => folder.split('/')[0]), ...FREE])
  const folders = readdirSync(root).filter((name) => known.has(name))
  const sources = new Map(folders.filter((name) => !FREE.includes(name)).flatMap(readSources))
  const violations = [
    ...[...sources].flatMap(([file, source]) => checkFile(file, source)),
    ...checkWrapped(sources),
  ]
  for (const { file, line, problem } of violations) console.error(`${file}:${line}: ${problem}`)
  console.log(`layers: ${sources.size} files, ${violations.length} forbidden imports`)
  if (violations.length > 0) process.exitCode = 1
}

if (process.argv[1] === fileURLToPath(import.meta.url)) run()
