import { closeSync, openSync } from 'node:fs'
import { expect, it, onTestFinished } from 'vitest'
import type { FilePort } from '../../hardware/scanner/serial-module.ts'
import { readFilePort } from '../../hardware/scanner/serial-reader.ts'
import { heard } from './heard.ts'

/** A file that always says it can be read, as a terminal that was hung up does. */
function hungUp(file: string): FilePort {
  const fd = openSync(file, 'r')
  onTestFinished(() => closeSync(fd))
  return { fd, poller: { once: (_event, run) => setImmediate(() => run(null)) } }
}

it('takes a read of no bytes for the end, instead of reading for ever', async () => {
  const gone = heard<string>('gone')
  const bytes = heard<Uint8Array>('bytes')
  readFilePort(hungUp('/dev/null'), { bytes: bytes.add, gone: gone.add })
  await gone.next()
  // Had it gone on, it would have been called again by the next turns of the loop.
  for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setImmediate(resolve))
  expect(gone.all).toEqual(['the line was hung up'])
  expect(bytes.all).toEqual([])
})

it('takes a failed read for the end', async () => {
  const gone = heard<string>('gone')
  readFilePort(hungUp('/proc/self/mem'), { bytes: () => undefined, gone: gone.add })
  expect(await gone.next()).toMatch(/EIO/)
})

it('says nothing of a port that was closed here', () => {
  const wake: ((error: Error | null) => void)[] = []
  const port: Mutable<FilePort> = { fd: 1, poller: { once: (_event, run) => wake.push(run) } }
  const gone = heard<string>('gone')
  readFilePort(port, { bytes: () => undefined, gone: gone.add })
  port.fd = null
  wake.at(0)?.(null)
  expect(gone.all).toEqual([])
  expect(wake).toHaveLength(1)
})

type Mutable<T> = { -readonly [K in keyof T]: T[K] }
