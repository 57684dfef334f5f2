import { createHash } from 'node:crypto'
import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs'

/** The last entry of a journal: its number and the hash over it and all before it. */
export interface Tip {
  readonly seq: number
  readonly hash: Uint8Array
}

/**
 * A note beside the journal of the last entry that was durable. SQLite takes the first damaged frame of its write-ahead log
 * for the log's end, and what was committed after it is gone without a word; this file still names it.
 *
 * It is written after the commit has reached the disk and is never waited for, so it may be behind the journal but, whatever
 * is killed or loses power when, never ahead. Half a record proves nothing and is passed over.
 */
export interface Witness {
  /** What it last saw; null when there is nothing readable. */
  readonly saw: () => Tip | null
  readonly write: (tip: Tip) => void
  readonly close: () => void
}

const SEQ_DIGITS = 16
const RECORD = /^(\d{16}) ([0-9a-f]{64}) ([0-9a-f]{16})\n$/

const checkOf = (text: string): string =>
  createHash('sha256').update(text).digest('hex').slice(0, 16)

function read(file: string): Tip | null {
  try {
    const [, seq = '', hash = '', check] = RECORD.exec(readFileSync(file, 'latin1')) ?? []
    if (check !== checkOf(`${seq} ${hash}`)) return null
    return { seq: Number(seq), hash: Buffer.from(hash, 'hex') }
  } catch {
    // There is none yet.
    return null
  }
}

/** Opens the witness of the journal at this path. */
export function openWitness(journalPath: string): Witness {
  const file = `${journalPath}-tip`
  const before = read(file)
  let handle: number | null = null
  return {
    saw: () => before,
    write({ seq, hash }) {
      const text = `${String(seq).padStart(SEQ_DIGITS, '0')} ${Buffer.from(hash).toString('hex')}`
      try {
        handle ??= openSync(file, before === null ? 'w' : 'r+')
        // One record of one length, over itself: it needs no room on a full disk.
        writeSync(handle, `${text} ${checkOf(text)}\n`, 0, 'latin1')
      } catch {
        // The entry itself is durable. A witness that stays behind only sees less.
      }
    },
    close() {
      if (handle !== null) closeSync(handle)
      handle = null
    },
  }
}

/**
 * Puts a copy of the write-ahead log that a crash left aside, before SQLite takes it up and drops what it cannot read. `drop`
 * ends that once the journal is proven whole; the copy of one that is not stays, for whoever has to read it.
 */
export function keepLog(journalPath: string): { readonly drop: () => void } {
  const copy = `${journalPath}-wal-kept`
  try {
    if (existsSync(`${journalPath}-wal`)) {
      copyFileSync(`${journalPath}-wal`, copy, constants.COPYFILE_EXCL)
    }
  } catch {
    // The copy of an earlier attempt is there, and the better one; or the disk has no room for one, which stops nobody.
  }
  return { drop: () => rmSync(copy, { force: true }) }
}
