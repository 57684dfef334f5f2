import path from 'node:path'

/** One thing that a process did to the files of a folder; names are below it, and empty for the folder itself. */
export type FileDeed =
  | { readonly kind: 'make' | 'folder' | 'sync' | 'unlink'; readonly name: string }
  | { readonly kind: 'write'; readonly name: string; readonly at: number; readonly bytes: Buffer }
  | { readonly kind: 'truncate'; readonly name: string; readonly size: number }
  | { readonly kind: 'rename'; readonly name: string; readonly to: string }

const KINDS = [null, 'make', 'write', 'truncate', 'sync', 'unlink', 'rename', 'folder'] as const
/** Two numbers of four bytes, then two of eight, as record-shim.c writes them. */
const HEAD = 24

/** What a process needs in its environment so that its deeds are written down. The folder's name has to be its real one. */
export const recordingEnvironment = (
  shim: string,
  { file, folder }: { readonly file: string; readonly folder: string },
): Readonly<Record<string, string>> => ({
  LD_PRELOAD: shim,
  RECORD_FILE: file,
  RECORD_FOLDER: folder,
})

/** Reads what record-shim.c wrote. */
export function readRecording(log: Buffer): readonly FileDeed[] {
  const deeds: FileDeed[] = []
  for (let start = 0; start < log.length;) {
    const kind = KINDS[log.readInt32LE(start)]
    const nameEnd = start + HEAD + log.readInt32LE(start + 4)
    const at = Number(log.readBigInt64LE(start + 8))
    const bytes = log.subarray(nameEnd, nameEnd + Number(log.readBigInt64LE(start + 16)))
    const name = log.toString('utf8', start + HEAD, nameEnd)
    start = nameEnd + bytes.length
    if (kind === 'write') deeds.push({ kind, name, at, bytes })
    else if (kind === 'truncate') deeds.push({ kind, name, size: at })
    else if (kind === 'rename') deeds.push({ kind, name, to: bytes.toString() })
    else if (kind !== null && kind !== undefined) deeds.push({ kind, name })
    else throw new Error(`no record at byte ${start}`)
  }
  return deeds
}

/** The unit that a disk writes whole or not at all. */
const SECTOR = 512

/** What becomes of the things that were not synced when the power goes: which of them reached the disk all the same. */
export interface Fate {
  /** Whether a file's name, or its end, is in the folder although the folder was not synced. */
  readonly named: () => boolean
  /** How much of a write: all, nothing, or those of its sectors that are picked. */
  readonly write: (isLast: boolean) => 'all' | 'nothing' | ((sector: number) => boolean)
}

type Change = Extract<FileDeed, { readonly kind: 'write' | 'truncate' }>

/** The folder that a name is in, as names are below the recorded one. */
const folderOf = (name: string): string => (name.includes('/') ? path.posix.dirname(name) : '')

/** The content of a file, whatever its name is: the bytes that are safe, and the changes since. */
class Content {
  #bytes = Buffer.alloc(0)
  #size = 0
  #open: Change[] = []

  change(deed: Change): void {
    this.#open.push(deed)
  }

  sync(): void {
    for (const deed of this.#open) this.#apply(deed)
    this.#open = []
  }

  /** What the disk holds of it after the power went; `last` is the last write of all. */
  left(fate: Fate, last: Change | null): Buffer {
    const disk = new Content()
    disk.#bytes = Buffer.from(this.#bytes.subarray(0, this.#size))
    disk.#size = this.#size
    for (const deed of this.#open) {
      const reached = fate.write(deed === last)
      if (reached === 'all') disk.#apply(deed)
      else if (reached !== 'nothing') disk.#tear(deed, reached)
    }
    return disk.#bytes.subarray(0, disk.#size)
  }

  #apply(deed: Change): void {
    const end = deed.kind === 'write' ? deed.at + deed.bytes.length : deed.size
    if (end > this.#bytes.length) {
      const grown = Buffer.alloc(end * 2)
      this.#bytes.copy(grown, 0, 0, this.#size)
      this.#bytes = grown
    }
    if (deed.kind === 'write') deed.bytes.copy(this.#bytes, deed.at)
    // What was cut off reads as zeros when the file grows again.
    else this.#bytes.fill(0, Math.min(end, this.#size), this.#size)
    this.#size = deed.kind === 'write' ? Math.max(this.#size, end) : end
  }

  #tear(deed: Change, picked: (sector: number) => boolean): void {
    if (deed.kind === 'truncate') return
    const { name, at, bytes } = deed
    const end = at + bytes.length
    for (let from = at; from < end;) {
      const sector = Math.floor(from / SECTOR)
      const to = Math.min((sector + 1) * SECTOR, end)
      const piece = bytes.subarray(from - at, to - at)
      if (picked(sector - Math.floor(at / SECTOR))) {
        this.#apply({ kind: 'write', name, at: from, bytes: piece })
      }
      from = to
    }
  }
}

/**
 * A disk that keeps what POSIX promises and no more: the bytes of a file once that file was synced, its name, or that the name
 * is gone, once its folder was.
 */
export class PowerlessDisk {
  readonly #folders = new Set([''])
  /** What the process sees. */
  readonly #seen = new Map<string, Content>()
  /** What is safe, and the names that changed since. */
  readonly #safe = new Map<string, Content>()
  #names: (readonly [string, Content | null])[] = []
  #last: Change | null = null

  do(deed: FileDeed): void {
    switch (deed.kind) {
      case 'folder':
        this.#folders.add(deed.name)
        this.#name(deed.name, new Content())
        break
      case 'make':
        this.#name(deed.name, new Content())
        break
      case 'unlink':
        this.#name(deed.name, null)
        break
      case 'rename':
        this.#name(deed.to, this.#seen.get(deed.name) ?? null)
        this.#name(deed.name, null)
        break
      case 'sync':
        if (this.#folders.has(deed.name)) this.#syncNames(deed.name)
        else this.#seen.get(deed.name)?.sync()
        break
      default:
        this.#last = deed
        // A file that has no name any more is nobody's.
        this.#seen.get(deed.name)?.change(deed)
    }
  }

  /** The files that are found when the power is back. */
  left(fate: Fate): ReadonlyMap<string, Buffer> {
    const names = new Map(this.#safe)
    for (const [name, content] of this.#names) if (fate.named()) setOrDrop(names, name, content)
    const isThere = (name: string): boolean =>
      name === '' || (names.has(name) && isThere(folderOf(name)))
    const files = [...names].filter(([name]) => !this.#folders.has(name) && isThere(name))
    return new Map(files.map(([name, content]) => [name, content.left(fate, this.#last)]))
  }

  #name(name: string, content: Content | null): void {
    setOrDrop(this.#seen, name, content)
    this.#names.push([name, content])
  }

  #syncNames(folder: string): void {
    const own = ([name]: readonly [string, unknown]): boolean => folderOf(name) === folder
    for (const [name, content] of this.#names.filter(own)) setOrDrop(this.#safe, name, content)
    this.#names = this.#names.filter((entry) => !own(entry))
  }
}

function setOrDrop(names: Map<string, Content>, name: string, content: Content | null): void {
  if (content === null) names.delete(name)
  else names.set(name, content)
}

/** Nothing reached the disk but what was synced. */
export const SYNCED: Fate = { named: () => false, write: () => 'nothing' }
/** Everything reached it. */
export const ALL: Fate = { named: () => true, write: () => 'all' }

/** Everything reached it but the end of the last write. */
export const tornAfter = (sectors: number): Fate => ({
  named: () => true,
  write: (isLast) => (isLast ? (sector) => sector < sectors : 'all'),
})

/** By chance each name and each write did or did not reach it, or single sectors of a write did. */
export function byChance(chance: () => number): Fate {
  const coin = (): boolean => chance() < 0.5
  return {
    named: coin,
    write() {
      if (coin()) return coin
      return coin() ? 'all' : 'nothing'
    },
  }
}
