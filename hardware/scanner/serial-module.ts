import { fail, succeed, type Result } from '../../app/result.ts'

/** A serial port as the system lists it. Numbers are hexadecimal without `0x`. */
export interface ListedPort {
  readonly path: string
  readonly manufacturer?: string | undefined
  readonly serialNumber?: string | undefined
  readonly pnpId?: string | undefined
  readonly vendorId?: string | undefined
  readonly productId?: string | undefined
}

/** An open port of the system. */
export interface SystemPort {
  readonly isOpen: boolean
  /** Rejects when the device goes away or the port is closed. */
  readonly read: (buffer: Buffer, offset: number, length: number) => Promise<{ bytesRead: number }>
  readonly write: (bytes: Buffer) => Promise<void>
  readonly close: () => Promise<void>
}

/** What Linux and macOS add: the port is a file, null once closed, with something to wait for it. */
export interface FilePort {
  readonly fd: number | null
  readonly poller: {
    readonly once: (event: 'readable', run: (error: Error | null) => void) => unknown
  }
}

/** The part of the package that is used: the binding below its stream. */
export interface SerialModule {
  readonly list: () => Promise<readonly ListedPort[]>
  readonly open: (options: {
    readonly path: string
    readonly baudRate: number
    readonly dataBits: 7 | 8
    readonly parity: 'none' | 'even' | 'odd'
  }) => Promise<SystemPort | (SystemPort & FilePort)>
}

/** Gets the package, or says why its native part does not load on this machine. */
export type LoadSerial = () => Promise<Result<SerialModule, string>>

/**
 * Loads `serialport` when it is first needed: a native module that does not load, or that an
 * installer left out, must cost the scanner and nothing else.
 */
export const loadSerial: LoadSerial = () =>
  import('@serialport/bindings-cpp').then(
    ({ autoDetect }) => {
      const binding = autoDetect()
      return succeed<SerialModule>({ list: () => binding.list(), open: (o) => binding.open(o) })
    },
    (error: unknown) => fail(messageOf(error)),
  )

/** What a thrown value says of itself. */
export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error)
