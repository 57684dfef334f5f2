import type { BrowserWindow, UtilityProcess } from 'electron'
import type { Log } from './log.ts'

/** What the program is started with. */
export interface ProgramParts {
  readonly dataDir: string
  readonly configFile: string | null
  /** A till of a backend changes its key as soon as it is open. */
  readonly changeKeyNow: boolean
  /** `--kiosk` was given. */
  readonly kiosk: boolean
  /** A till that nobody has set up opens with the guide, not in training at once. */
  readonly welcomes: boolean
  readonly log: Log
  readonly onSecret: (secret: string) => void
  /** The page has its files: from now on main may be busy for a moment. */
  readonly pageServed: Promise<void>
  /** The device service, if it was started already. */
  readonly earlyDevices: UtilityProcess | null
}

/** The running program behind its window. */
export interface Program {
  /** Tells this window everything from now on, and reads a keyboard scanner that types into it. */
  readonly show: (window: BrowserWindow) => void
  readonly close: () => void
}
