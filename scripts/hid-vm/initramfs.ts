/** One entry of an archive in the `newc` format, which the kernel unpacks as its first file system. */
export interface ArchiveEntry {
  /** Without a leading slash. */
  readonly path: string
  readonly mode: number
  readonly data: Uint8Array
}

const DIRECTORY = 0o040_755
const LINK = 0o120_777
const PROGRAM = 0o100_755

export const directory = (path: string): ArchiveEntry => ({
  path,
  mode: DIRECTORY,
  data: new Uint8Array(),
})

export const link = (path: string, to: string): ArchiveEntry => ({
  path,
  mode: LINK,
  data: Buffer.from(to),
})

export const program = (path: string, data: Uint8Array): ArchiveEntry => ({
  path,
  mode: PROGRAM,
  data,
})

const hex = (value: number): string => value.toString(16).padStart(8, '0')

const padding = (length: number): Uint8Array => new Uint8Array((4 - (length % 4)) % 4)

function record({ path, mode, data }: ArchiveEntry, inode: number): readonly Uint8Array[] {
  const name = Buffer.from(`${path}\0`)
  // inode, mode, uid, gid, links, mtime, size, device (major, minor), rdev (major, minor), name size, checksum
  const fields = [inode, mode, 0, 0, 1, 0, data.length, 0, 0, 0, 0, name.length, 0]
  const header = Buffer.from(`070701${fields.map(hex).join('')}`)
  return [header, name, padding(header.length + name.length), data, padding(data.length)]
}

/** The archive. Folders must come before what is in them. Not compressed: unpacking costs an emulated machine seconds. */
export function archive(entries: readonly ArchiveEntry[]): Uint8Array {
  const end: ArchiveEntry = { path: 'TRAILER!!!', mode: 0, data: new Uint8Array() }
  return Buffer.concat([...entries, end].flatMap((entry, at) => record(entry, at + 1)))
}
