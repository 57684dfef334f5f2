import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** Which code something was played with. */
export interface Version {
  /** Of all that a world is made of, changes that nobody committed included. */
  readonly digest: string
  /** Short, with `+` behind it when that was not all; empty where there is no git. */
  readonly commit: string
}

/** What a world is made of. */
const FOLDERS = ['adapters', 'app', 'backend', 'certainty/backend', 'certainty/checks', 'certainty/world', 'hardware', 'simulator'] // prettier-ignore

/** The code as it is now. */
export function versionOf(root: string): Version {
  const hash = createHash('sha256')
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(?:ts|json)$/.test(entry.name))
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name))),
  ).toSorted()
  for (const file of [...files, 'package-lock.json'])
    hash.update(`${file}\n`).update(readFileSync(path.join(root, file)))
  const git = (...words: readonly string[]): string =>
    spawnSync('git', words, { cwd: root, encoding: 'utf8' }).stdout?.trim() ?? ''
  const changed = git('status', '--porcelain', '--', ...FOLDERS) === '' ? '' : '+'
  return {
    digest: hash.digest('hex').slice(0, 12),
    commit: git('rev-parse', '--short', 'HEAD') + changed,
  }
}
