/**
 * Reads programs of our own together with what V8 made of them at an earlier start: to compile the rest of main anew costs every start
 * a tenth of its time (docs/performance.md). Node's own `module.enableCompileCache` does the same from 22 on; the app also runs on 20.
 */
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { Script } from 'node:vm'

export interface CompiledCode {
  /** Runs a CommonJS file, and those beside it that it requires. Returns what it exports. */
  readonly load: (file: string) => unknown
  /** Writes down what V8 made of the files that ran so far, if it is not there yet: some milliseconds then. Never throws. */
  readonly keep: () => void
}

type Wrapper = (
  exports: unknown,
  require: (id: string) => unknown,
  module: { readonly exports: unknown },
  filename: string,
  dirname: string,
) => void

/** In bytes: before the code stands its own digest, since a disk may hold half of what was written when the power went. */
const DIGEST = 32

const digestOf = (...parts: readonly (string | Buffer)[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

const nameOf = (...parts: readonly string[]): string => digestOf(...parts).toString('hex')

/** The code that was kept, or nothing if it is not whole. V8 itself refuses what another version, or one with other flags, made. */
function readKept(file: string): Buffer | undefined {
  try {
    const bytes = readFileSync(file)
    const code = bytes.subarray(DIGEST)
    return digestOf(code).equals(bytes.subarray(0, DIGEST)) ? code : undefined
  } catch {
    return undefined
  }
}

function writeKept(file: string, code: Buffer): void {
  writeFileSync(`${file}.new`, Buffer.concat([digestOf(code), code]))
  renameSync(`${file}.new`, file)
}

/** @param folder Holds the code that was kept, and nothing else. It is made when there is something to keep. Null: nothing is kept. */
export function openCompiledCode(folder: string | null): CompiledCode {
  const ran = new Map<string, { readonly exports: unknown }>()
  const fresh = new Map<string, Script>()
  /** One build of the program, known by its first file: that names the others by what is in them. */
  let build = ''

  function compile(file: string): Wrapper {
    const source = readFileSync(file, 'utf8')
    const name = nameOf(process.versions.v8, process.arch, file, source)
    if (build === '') build = name
    const kept = path.join(folder ?? '', build, name)
    const cachedData = folder === null ? undefined : readKept(kept)
    // The source begins on a line of its own, so that every place in it keeps its number.
    const wrapped = `(function (exports, require, module, __filename, __dirname) {\n${source}\n})`
    const script = new Script(wrapped, {
      filename: file,
      lineOffset: -1,
      ...(cachedData === undefined ? {} : { cachedData }),
    })
    if (cachedData === undefined || script.cachedDataRejected === true) fresh.set(kept, script)
    // What is compiled is one expression, and its value is this function.
    return script.runInThisContext() as Wrapper
  }

  function load(file: string): unknown {
    const before = ran.get(file)
    if (before !== undefined) return before.exports
    const module = { exports: {} }
    // Before it runs: files may require each other in a circle.
    ran.set(file, module)
    const folderOf = path.dirname(file)
    const others = createRequire(file)
    const require = (id: string): unknown =>
      id.startsWith('./') ? load(path.join(folderOf, id)) : others(id)
    compile(file)(module.exports, require, module, file, folderOf)
    return module.exports
  }

  function keep(): void {
    try {
      if (folder === null || fresh.size === 0) return
      mkdirSync(path.join(folder, build), { recursive: true })
      for (const [kept, script] of fresh) {
        writeKept(kept, script.createCachedData())
        fresh.delete(kept)
      }
      for (const other of readdirSync(folder)) {
        if (other !== build) rmSync(path.join(folder, other), { recursive: true, force: true })
      }
    } catch {
      // A full disk, say: the next start compiles again, and is a little slower.
    }
  }

  return { load, keep }
}
