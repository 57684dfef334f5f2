/** Keeps the books in a file of JSON lines that only grows. */
import { closeSync, existsSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs'
import path from 'node:path'
import type { Store } from './books.ts'
import { type BookRecord, recordSchema } from './model.ts'

/** Opens (or starts) the books of a data folder. A last line that a crash cut short is dropped. */
export function openStore(folder: string): Store {
  const file = path.join(folder, 'books.jsonl')
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  const whole = text.slice(0, text.lastIndexOf('\n') + 1)
  if (whole.length < text.length) truncateSync(file, Buffer.byteLength(whole))
  const records = whole
    .split('\n')
    .filter((line) => line !== '')
    .map((line): BookRecord => recordSchema.parse(JSON.parse(line)))
  const descriptor = openSync(file, 'a', 0o600)
  return {
    records,
    append: (record) => void writeSync(descriptor, `${JSON.stringify(record)}\n`),
    close: () => closeSync(descriptor),
  }
}
