import path from 'node:path'
import { parseArgs } from 'node:util'

/** What the command line asks for. */
export interface Options {
  /** Configuration file given with `--config`; the set-up screen is then read-only. */
  readonly configFile: string | null
  /** Folder for journal, logs and settings given with `--data-dir`. */
  readonly dataDir: string | null
  /** `--change-device-key`: a till of a backend changes its key at this start, however old it is. */
  readonly changeDeviceKey: boolean
  /** `--kiosk`: the till fills its screen, whatever the set-up says. */
  readonly kiosk: boolean
}

/** Reads the command line. Switches that are Chromium's or Electron's own are left to them. */
export function readOptions(args: readonly string[], cwd: string): Options {
  const { values } = parseArgs({
    args: [...args],
    options: {
      config: { type: 'string' },
      'data-dir': { type: 'string' },
      'change-device-key': { type: 'boolean' },
      kiosk: { type: 'boolean' },
    },
    strict: false,
  })
  const absolute = (value: unknown): string | null =>
    typeof value === 'string' && value !== '' ? path.resolve(cwd, value) : null
  return {
    configFile: absolute(values['config']),
    dataDir: absolute(values['data-dir']),
    changeDeviceKey: values['change-device-key'] === true,
    kiosk: values['kiosk'] === true,
  }
}
