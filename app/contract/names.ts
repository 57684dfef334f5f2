import type { Calls, Notices } from './contract.ts'

/** Every call by name, without the decoders: what a preload script needs, and no more. */
export const CALL_NAMES: { readonly [K in keyof Calls]: true } = {
  snapshot: true,
  startSale: true,
  typeCode: true,
  pressStop: true,
  pressAskAgain: true,
  pressPark: true,
  pressNext: true,
  acknowledge: true,
  screenPainted: true,
  pageReady: true,
  setLanguage: true,
  readSetup: true,
  saveSetup: true,
  checkAccess: true,
  listSerialPorts: true,
  listHidScanners: true,
  startScannerCheck: true,
  stopScannerCheck: true,
  findSales: true,
  printSlip: true,
  drawSlip: true,
  discardSlips: true,
  testPrinter: true,
  listPrinters: true,
  listMonitors: true,
  tryDisplay: true,
  trainingScan: true,
  openPhone: true,
  leave: true,
}

/** Every notice by name. */
export const NOTICE_NAMES: { readonly [N in keyof Notices]: true } = {
  tillChanged: true,
  lightsChanged: true,
  languageChanged: true,
  wedgeScanned: true,
  receiptScanned: true,
  scannerChecked: true,
  slipPrinted: true,
  leaveAsked: true,
}
