import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { watchDeviceNodes } from '../../hardware/scanner/arrivals.ts'
import { heard } from './heard.ts'

it.runIf(process.platform === 'linux')('hears of a scanner’s node, and of no other', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'dev-'))
  const arrivals = heard<string>('arrivals')
  const stop = watchDeviceNodes(folder)(() => arrivals.add('came'))
  onTestFinished(() => {
    stop?.()
    rmSync(folder, { recursive: true })
  })
  writeFileSync(path.join(folder, 'sda1'), '')
  writeFileSync(path.join(folder, 'hidraw3'), '')
  await arrivals.next()
  const before = arrivals.all.length
  writeFileSync(path.join(folder, 'ttyACM0'), '')
  await arrivals.next()
  expect(before).toBeGreaterThan(0)
})

it('tells that it cannot hear', () => {
  expect(watchDeviceNodes('/no/such/folder')(() => undefined)).toBeNull()
})
