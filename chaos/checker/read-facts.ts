import { readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import type { Books, Event, Facts, Line, OwnTill, Painted, Row, Times } from './facts.ts'

/** Every file that one of our own tills keeps: screen log, journals, log. None when the name is not that of a till's folder. */
function filesOfTill(folder: string, name: string): readonly string[] {
  const home = path.join(folder, name)
  if (!name.startsWith('own-') || !statSync(home).isDirectory()) return []
  return readdirSync(home, { recursive: true, encoding: 'utf8' })
    .map((file) => path.join(name, file))
    .filter((file) => statSync(path.join(folder, file)).isFile())
}

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
  const ownNames = names.flatMap((name) => filesOfTill(folder, name))
  const painted = ownNames
    .filter((name) => name.endsWith('screen-log.jsonl'))
    .flatMap((name) => text(name).split('\n'))
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Painted)
  const kept = names.filter((name) => /\.(log|jsonl)$/.test(name) || name.startsWith('table-'))
  return {
    times: json<Times>('times.json'),
    books: json<Books>('books.json'),
    rows: json<Row[]>('rows.json'),
    events: json<Event[]>('events.json'),
    lines,
    painted,
    ownTills: json<OwnTill[]>('own-tills.json'),
    codes: new Set(text('codes.txt').split('\n').filter(Boolean)),
    texts: new Map([...kept, ...ownNames].map((name) => [name, text(name)])),
  }
}
