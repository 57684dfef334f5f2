import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import type { Books, Event, Facts, Line, Row, Times } from './facts.ts'

/** Reads what a run left in its folder. The files are written by `dump.ts` and by the tills; their forms are in facts.ts. */
export function readFacts(folder: string): Facts {
  const text = (name: string): string => readFileSync(path.join(folder, name), 'utf8')
  // A run's own files: if their form is wrong, the check fails loudly below.
  const json = <T>(name: string): T => JSON.parse(text(name)) as T
  const names = readdirSync(folder)
  const lines = names
    .filter((name) => /^till-.*\.jsonl$/.test(name))
    .flatMap((name) => text(name).split('\n'))
    // A till that was killed may have left half a line, always its last.
    .filter((line) => line.endsWith('}'))
    .map((line) => JSON.parse(line) as Line)
  const kept = names.filter((name) => /\.(log|jsonl)$/.test(name) || name.startsWith('table-'))
  return {
    times: json<Times>('times.json'),
    books: json<Books>('books.json'),
    rows: json<Row[]>('rows.json'),
    events: json<Event[]>('events.json'),
    lines,
    codes: new Set(text('codes.txt').split('\n').filter(Boolean)),
    texts: new Map(kept.map((name) => [name, text(name)])),
  }
}
