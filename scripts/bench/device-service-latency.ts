import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { preciseNowMs } from '../../hardware/after.ts'
import { hostDevices } from '../../hardware/device-host.ts'
import type { StartService } from '../../hardware/keep-service.ts'
import type { Scan } from '../../hardware/scanner/open-scanner.ts'
import { startPtyScanner } from '../../hardware/scanner/pty-emulator.ts'
import type { Figures } from './figures.ts'

const PROGRAM = path.join(import.meta.dirname, '../../test/hardware/service-process.ts')

/** The service in a process of its own, as in the app, but with Node's messages instead of Electron's. */
const inProcess: StartService = (on) => {
  const child = spawn(process.execPath, [PROGRAM], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  child.on('message', on.message)
  child.once('exit', (code, signal) => on.exited(`${code} ${signal}`))
  return {
    post: (message) => void child.send(message),
    kill: () => void child.kill('SIGKILL'),
  }
}

/** From when the last byte of a scan was read in the service until the till has the scan: what a process of its own costs. */
export async function serviceLatency(runs: number): Promise<readonly Figures[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bench-service-'))
  const scanner = await startPtyScanner(path.join(folder, 'scanner'))
  let ready = (): void => undefined
  let scanned: (scan: Scan) => void = () => undefined
  const opened = new Promise<void>((resolve) => {
    ready = resolve
  })
  const devices = hostDevices(inProcess, {
    onScan: (scan) => scanned(scan),
    onLight: ({ detail }) => {
      if (detail === 'ready') ready()
    },
    onTrouble: (text) => console.error(text),
  })
  devices.configure({
    kind: 'serial',
    path: scanner.path,
    baudRate: 9600,
    format: '8N1',
    framing: 'any-line',
    idleMs: 80,
  })
  await opened
  const added: number[] = []
  for (let run = 0; run < runs; run++) {
    const next = new Promise<Scan>((resolve) => {
      scanned = resolve
    })
    await scanner.scan(`13${String(run).padStart(16, '0')}`)
    const { lastByteAtMs } = await next
    added.push(preciseNowMs() - lastByteAtMs)
  }
  await devices.close()
  await scanner.close()
  rmSync(folder, { recursive: true, force: true })
  return [{ name: 'device service: last byte read → scan in main', unit: 'ms', runs: added }]
}
