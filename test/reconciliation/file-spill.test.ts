import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openFileSpill } from '../../adapters/reconciliation/file-spill.ts'

let folder: string
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'spill-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

it('gives every bucket back as it was put, however long a text and whatever its letters', async () => {
  const spill = await openFileSpill(folder)(3)
  const put: string[][] = [[], [], []]
  for (let number = 0; number < 9_000; number += 1) {
    const letter = ['x', '茶', '🍵', ''][number % 4] ?? ''
    const length = number % 500 === 0 ? 20_000 : number % 41
    const text = `${number}\t${letter.repeat(length)}`
    spill.put(number % 2, text)
    put[number % 2]?.push(text)
  }
  expect(await spill.take(0)).toEqual(put[0])
  expect(await spill.take(0)).toEqual([])
  spill.put(0, 'again')
  expect(await spill.take(0)).toEqual(['again'])
  expect(await spill.take(1)).toEqual(put[1])
  expect(await spill.take(2)).toEqual([])
  await spill.close()
  expect(readdirSync(folder)).toEqual([])
})

it('leaves nothing behind when it is closed before all was taken', async () => {
  const spill = await openFileSpill(folder)(2)
  for (let number = 0; number < 2_000; number += 1) spill.put(1, 'x'.repeat(100))
  spill.put(0, 'small')
  await spill.close()
  expect(readdirSync(folder)).toEqual([])
})
