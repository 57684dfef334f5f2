import { fail, succeed, type Result } from '../../app/result.ts'

const load = () => import('serialport')

/** The parts of the package that are used: the binding below its stream. */
export type SerialModule = Awaited<ReturnType<typeof load>>

/** An open port of the system. */
export type SystemPort = Awaited<ReturnType<SerialModule['SerialPort']['binding']['open']>>

/** Gets the package, or says why its native part does not load on this machine. */
export type LoadSerial = () => Promise<Result<SerialModule, string>>

/**
 * Loads `serialport` when it is first needed: a native module that does not load, or that an
 * installer left out, must cost the scanner and nothing else.
 */
export const loadSerial: LoadSerial = () =>
  load().then(succeed, (error: unknown) => fail(messageOf(error)))

/** What a thrown value says of itself. */
export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error)
