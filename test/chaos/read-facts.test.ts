import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it } from 'vitest'
import { readFacts } from '../../chaos/checker/read-facts.ts'

it('reads all that our own tills keep: what they showed, and every file in which a code could stand', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'chaos-facts-'))
  const write = (name: string, text: string): void => writeFileSync(path.join(folder, name), text)
  try {
    for (const name of ['times', 'books', 'rows', 'events']) write(`${name}.json`, '[]')
    write('codes.txt', '')
    write('own-tills.json', '[{"till":"O1","starts":2,"killed":1,"endedItself":0}]')
    mkdirSync(path.join(folder, 'own-O1/data/logs'), { recursive: true })
    write('own-O1.log', 'said')
    write('own-O1/data/logs/till.log', 'logged')
    write('own-O1/data/journal.db', 'kept')
    write('own-O1/data/screen-log.jsonl', '{"screen":"charging"}\n{"screen":"paid"}\n')
    const { painted, ownTills, texts } = readFacts(folder)
    expect(painted.map(({ screen }) => screen)).toEqual(['charging', 'paid'])
    expect(ownTills).toEqual([{ till: 'O1', starts: 2, killed: 1, endedItself: 0 }])
    expect([...texts.values()]).toEqual(expect.arrayContaining(['said', 'logged', 'kept']))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
