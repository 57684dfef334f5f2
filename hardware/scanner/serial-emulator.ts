import { succeed } from '../../app/result.ts'
import type { SerialSetting } from '../../app/scanner-check/serial-setting.ts'
import { receive, type OnError } from '../scanner-check/uart.ts'
import type { ListedPort, LoadSerial, SystemPort } from './serial-module.ts'

/** A serial scanner that exists in memory, below the package that opens real ports: its line has a baud rate and a format. */
export interface EmulatedSerial {
  readonly load: LoadSerial
  /** Sends bytes in one piece. A host that listens at another setting gets what a UART makes of them. */
  readonly send: (text: string) => void
  /** From now on it sends with this setting, as after a configuration code. */
  readonly set: (setting: SerialSetting) => void
  readonly unplug: () => void
  readonly replug: () => void
  /** What the host wrote so far. */
  readonly written: () => readonly number[]
  /** How often it was opened, and how. */
  readonly opened: () => readonly SerialSetting[]
}

export interface EmulatedSerialDevice extends ListedPort {
  readonly setting: SerialSetting
  /** What the host's chip makes of broken characters. */
  readonly onError?: OnError
}

interface Open {
  readonly setting: SerialSetting
  readonly bytes: (chunk: Uint8Array) => void
  readonly hangUp: () => void
}

const LETTER = { none: 'N', even: 'E', odd: 'O' } as const

/** Plugs a scanner in. Its `path` has to exist: the transport asks the system about it before it opens it. */
export function emulatedSerial(device: EmulatedSerialDevice): EmulatedSerial {
  const { setting, onError = 'drop', ...listed } = device
  let sender = setting
  let plugged = true
  let host: Open | null = null
  const written: number[] = []
  const opened: SerialSetting[] = []

  return {
    load: () =>
      Promise.resolve(
        succeed({
          list: () => Promise.resolve(plugged ? [listed] : []),
          open: ({ path, baudRate, dataBits, parity }) => {
            if (!plugged || path !== listed.path) return refuse('No such file or directory')
            if (host !== null) return refuse('Resource temporarily unavailable Cannot lock port')
            // Proven by the options of a port: data bits and parity are those of the formats.
            const format = `${dataBits}${LETTER[parity]}1` as SerialSetting['format']
            opened.push({ baudRate, format })
            const port = openPort((bytes) => written.push(...bytes))
            host = { setting: { baudRate, format }, bytes: port.arrive, hangUp: port.hangUp }
            return Promise.resolve({
              ...port.port,
              get isOpen() {
                return port.isOpen()
              },
              close: () => {
                host = null
                port.close()
                return Promise.resolve()
              },
            })
          },
        }),
      ),
    send: (text) => {
      if (host === null) return
      const bytes = Array.from(text, (character) => character.charCodeAt(0))
      host.bytes(Uint8Array.from(receive(bytes, { sender, receiver: host.setting, onError })))
    },
    set: (next) => {
      sender = next
    },
    unplug: () => {
      plugged = false
      const left = host
      host = null
      left?.hangUp()
    },
    replug: () => {
      plugged = true
    },
    written: () => written,
    opened: () => opened,
  }
}

const refuse = (why: string): Promise<never> => Promise.reject(new Error(why))

/** The system's end of a port: bytes wait in it until they are read. */
function openPort(onWrite: (bytes: Buffer) => void) {
  let state: 'open' | 'hung-up' | 'closed' = 'open'
  let waiting: number[] = []
  let wake = (): void => undefined
  const port: Pick<SystemPort, 'read' | 'write'> = {
    read: async (buffer, offset, length) => {
      while (state === 'open' && waiting.length === 0) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      if (state !== 'open') throw new Error(`the port is ${state}`)
      const taken = waiting.slice(0, length)
      waiting = waiting.slice(taken.length)
      buffer.set(taken, offset)
      return { bytesRead: taken.length }
    },
    write: (bytes) => {
      if (state !== 'open') return refuse(`the port is ${state}`)
      onWrite(bytes)
      return Promise.resolve()
    },
  }
  return {
    port,
    // To the system a port that hung up is open until it is closed.
    isOpen: () => state !== 'closed',
    arrive: (chunk: Uint8Array): void => {
      waiting = [...waiting, ...chunk]
      wake()
    },
    hangUp: (): void => {
      state = 'hung-up'
      wake()
    },
    close: (): void => {
      state = 'closed'
      wake()
    },
  }
}
