import type { CallFault, Calls } from '../app/contract/contract.ts'

/** What the page may ask while nobody is signed in: it shows what goes on, and lets somebody sign in. */
const ALWAYS: ReadonlySet<keyof Calls> = new Set([
  'snapshot',
  'screenPainted',
  'pageReady',
  'keysInDoubt',
  'setLanguage',
  'trainingScan',
  'openPhone',
  'leave',
  'leaveKiosk',
  'signIn',
  'lockTill',
  'touchTill',
  'openSetUp',
  'closeSetUp',
] as const)

/** What belongs to the set-up, which somebody who may has opened. */
const SET_UP: ReadonlySet<keyof Calls> = new Set([
  'readSetup',
  'saveSetup',
  'listSerialPorts',
  'listHidScanners',
  'startScannerCheck',
  'testPrinter',
  'checkAccess',
  'importSetup',
  'exportSetup',
  'listPrinters',
  'listMonitors',
  'tryDisplay',
  'addPerson',
  'changePerson',
  'removePerson',
  'readActs',
  'readBegun',
  'keepBegun',
  'chooseTraining',
] as const)

/** Whether somebody is there, and what they may. */
export interface Standing {
  readonly isLocked: () => boolean
  readonly maySetUp: () => boolean
}

/**
 * Why a call is not answered now; null: it is. Every other call of the contract needs somebody signed in, where anybody can
 * sign in: a new one is guarded before anybody has thought of it.
 */
export function refusalOf(name: keyof Calls, people: Standing): CallFault | null {
  if (SET_UP.has(name)) return people.maySetUp() ? null : { kind: 'set-up-closed' }
  // Stops what only an open set-up could start.
  if (ALWAYS.has(name) || name === 'stopScannerCheck') return null
  return people.isLocked() ? { kind: 'signed-out' } : null
}
