import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { type ControlClient, connectControl } from '../../simulator/control-client.ts'
import type { ReadyLine } from '../../simulator/ready-line.ts'

/** WeChat Pay as a process of its own: only HTTPS and the control API lead to it. */
export interface SimulatorProcess {
  readonly ready: ReadyLine
  readonly control: ControlClient
  readonly stop: () => Promise<void>
}

/** Starts the simulator and waits for its ready line. */
export async function startSimulatorProcess(
  folder: string,
  options: readonly string[] = [],
): Promise<SimulatorProcess> {
  const program = path.resolve('simulator/main.ts')
  const child: ChildProcess = spawn(
    process.execPath,
    [program, '--port', '0', '--until-stdin-ends', '--data', folder, ...options],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  )
  if (child.stdout === null) throw new Error('the simulator has no output')
  const line = once(createInterface({ input: child.stdout }), 'line')
  const died = once(child, 'exit').then(([code]: unknown[]) => {
    throw new Error(`the simulator ended before it was ready: ${String(code)}`)
  })
  const [text] = (await Promise.race([line, died])) as [string]
  // The simulator's own first line (docs/simulator.md).
  const ready = JSON.parse(text) as ReadyLine
  return {
    ready,
    control: connectControl(ready.control),
    async stop() {
      if (child.exitCode !== null) return
      died.catch(() => undefined)
      const gone = once(child, 'exit')
      child.kill('SIGTERM')
      await gone
    },
  }
}
