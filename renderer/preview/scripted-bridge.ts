import type { Notices, TillApi, TillBridge } from '../../app/contract/contract.ts'
import { NOTICE_NAMES } from '../../app/contract/names.ts'
import { fail, succeed } from '../../app/result.ts'
import type { SaleView, Screen, TillView } from '../../app/till/view.ts'
import { ACCESS_FINDINGS, BAD_IMPORT } from './access-scenes.ts'
import { REFUND_CALLS } from './refund-scenes.ts'
import { PEOPLE_CALLS } from './people-scenes.ts'
import { scriptedShifts } from './sample-shift.ts'
import { sampleHistory } from './sample-history.ts'
import { openedAtMs, sale } from './sample-views.ts'
import type { Scene } from './scene.ts'
import { scriptedReconciliation } from './scripted-reconciliation.ts'

type Listeners = { readonly [N in keyof Notices]: Set<(value: Notices[N]) => void> }

/** What comes after a scan in the preview: long enough to be looked at. */
const SCRIPT: readonly (readonly [number, Screen])[] = [
  [0, { kind: 'charging' }],
  [1_500, { kind: 'password', giveUpAtMs: openedAtMs + 60_000 }],
  [6_000, { kind: 'paid', transactionId: '4200002847202511215530918274', cash: null }],
]

const change = (sale: SaleView, screen: Screen): SaleView => ({
  ...sale,
  screen,
  attempts: screen.kind === 'charging' ? sale.attempts + 1 : sale.attempts,
  version: sale.version + 1,
})

/** The scene's till, which changes like a real one but asks nobody. */
function scriptedTill(start: TillView, shown: (till: TillView) => void) {
  let till = start

  function show(part: Partial<TillView>): void {
    till = { ...till, notice: null, ...part, version: till.version + 1 }
    shown(till)
  }

  return {
    view: () => till,
    show,
    turn(screen: Screen): void {
      if (till.current) show({ current: change(till.current, screen) })
    },
    scan(): void {
      const saleId = till.current?.saleId
      for (const [afterMs, screen] of SCRIPT) {
        setTimeout(() => {
          if (till.current?.saleId === saleId) this.turn(screen)
        }, afterMs)
      }
    },
    leave(): void {
      const { current, recent } = till
      show({
        current: null,
        recent: current?.screen.kind === 'paid' ? [current, ...recent] : recent,
      })
    },
    park(): void {
      if (till.current) show({ current: null, background: [till.current, ...till.background] })
    },
  }
}

/** A slip as the emulated printer draws it, in rough. */
const SAMPLE_SLIP =
  '<svg xmlns="http://www.w3.org/2000/svg" width="624" height="420" viewBox="0 0 624 420">' +
  '<rect width="624" height="420" fill="#fff"/><g font-family="monospace" text-anchor="middle">' +
  '<text x="312" y="70" font-size="44">新华便利店</text>' +
  '<text x="312" y="150" font-size="44">支付成功 PAID</text>' +
  '<text x="312" y="230" font-size="44">CNY 128.00</text>' +
  '<text x="312" y="300" font-size="24">2511210342180000174029583614</text></g></svg>'

const PORTS = [
  {
    path: '/dev/ttyACM0',
    label: '/dev/ttyACM0 — Honeywell 1900',
    usb: { vendorId: '0c2e', productId: '0720', serialNumber: '17203B0E42' },
  },
  { path: '/dev/ttyS0', label: '/dev/ttyS0', usb: null },
]

const HID_SCANNERS = [
  {
    vendorId: '0c2e',
    productId: '0b61',
    serialNumber: '19324B0D1A',
    label: 'Honeywell · Vuquest 3310g · 0c2e:0b61 · 19324B0D1A',
  },
]

const MONITORS = [
  {
    id: '2528732444',
    bounds: { x: 0, y: 0, width: 1920, height: 1080 },
    name: 'DELL P2419H',
    primary: true,
    hasTill: true,
  },
  {
    id: '1128794',
    bounds: { x: 1920, y: 0, width: 1024, height: 600 },
    name: '',
    primary: false,
    hasTill: false,
  },
]

const LISTS = {
  importSetup: async () => succeed(BAD_IMPORT),
  exportSetup: async () => succeed({ outcome: 'exported', file: 'till-3.json' }),
  checkAccess: async ({ way }) => succeed({ findings: ACCESS_FINDINGS[way] }),
  listMonitors: async () => succeed(MONITORS),
  tryDisplay: async () => succeed({ detail: 'display-shown' }),
  listPrinters: async () => succeed(['POS-80', 'Office_LaserJet']),
  listSerialPorts: async () => succeed(PORTS),
  listHidScanners: async () => succeed(HID_SCANNERS),
} satisfies Partial<TillApi>

/** Sales of the scene, and what happened to one. */
const scriptedSales = (recent: () => readonly SaleView[]) =>
  ({
    searchSales: async ({ digits, after }) => {
      const sales = recent().filter(({ outTradeNo }) => outTradeNo?.endsWith(digits) ?? false)
      // A second page, so that the list can be seen to go on.
      return succeed({
        sales: after === null ? sales : [],
        next: after === null ? { startedAtMs: openedAtMs, firstSeq: 1 } : null,
        behind: 0,
      })
    },
    readSale: async () => succeed(sampleHistory),
  }) satisfies Partial<TillApi>

const nothing = async () => succeed(null)

/** Calls after which nothing is seen to change. */
const HEARD = {
  pressAskAgain: nothing,
  screenPainted: nothing,
  pageReady: nothing,
  keysInDoubt: nothing,
  openPhone: nothing,
  saveSetup: nothing,
  leave: nothing,
  leaveKiosk: nothing,
  openDrawer: async () => fail({ kind: 'approval-needed' }),
  stopScannerCheck: nothing,
} satisfies Partial<TillApi>

const scriptedGuide = (begun: Scene['begun']) =>
  ({
    readBegun: async () => (begun === 'locked' ? fail({ kind: 'set-up-closed' }) : succeed(begun)),
    keepBegun: nothing,
    chooseTraining: nothing,
  }) satisfies Partial<TillApi>

/** A main process without any: it shows a scene, and plays one payment when something is scanned. */
export function scriptedBridge(scene: Scene): TillBridge {
  const { snapshot, setup, check, shifts, books } = scene
  // The names are the type's.
  const listeners = Object.fromEntries(
    Object.keys(NOTICE_NAMES).map((name) => [name, new Set()]),
  ) as Listeners
  const till = scriptedTill(snapshot.till, (view) => {
    for (const listen of listeners.tillChanged) listen(view)
  })
  const after = async (run: () => void) => {
    run()
    return succeed(null)
  }

  const calls: TillApi = {
    snapshot: async () => succeed({ ...snapshot, till: till.view() }),
    async startSale({ amountMinor, note }) {
      const current = sale({ kind: 'ready' }, { amountMinor, note, currency: snapshot.currency })
      till.show({ current })
      return succeed({ saleId: current.saleId })
    },
    typeCode: () => after(() => till.scan()),
    trainingScan: () => after(() => till.scan()),
    pressStop: () => after(() => till.turn({ kind: 'stopping', cause: 'stop-pressed' })),
    pressPark: () => after(() => till.park()),
    pressNext: () => after(() => till.leave()),
    acknowledge: ({ saleId }) =>
      after(() =>
        till.show({ background: till.view().background.filter((one) => one.saleId !== saleId) }),
      ),
    setLanguage: ({ language }) =>
      after(() => {
        for (const listen of listeners.languageChanged) listen(language)
      }),
    readSetup: async () => succeed(setup),
    ...scriptedGuide(scene.begun),
    ...scriptedShifts(shifts),
    ...scriptedSales(() => till.view().recent),
    drawSlip: async () => succeed({ svg: SAMPLE_SLIP }),
    printSlip: async () => {
      // The paper comes after the answer, as from a printer.
      setTimeout(() => {
        for (const listen of listeners.slipPrinted) listen({ svg: SAMPLE_SLIP })
      })
      return succeed({ outcome: 'queued' })
    },
    ...scriptedReconciliation(books, (progress) => {
      for (const listen of listeners.reconciliationProgress) listen(progress)
    }),
    discardSlips: async () => succeed({ count: 3 }),
    testPrinter: async () => succeed({ printed: false, detail: 'paper-out' }),
    ...LISTS,
    startScannerCheck: () =>
      after(() => {
        for (const notice of check) for (const listen of listeners.scannerChecked) listen(notice)
      }),
    ...PEOPLE_CALLS,
    ...REFUND_CALLS,
    findPaidSales: async () =>
      succeed(till.view().recent.filter(({ screen }) => screen.kind === 'paid')),
    ...HEARD,
  }

  return {
    calls,
    enlarge: () => undefined,
    on(name, listen) {
      listeners[name].add(listen)
      return () => listeners[name].delete(listen)
    },
  }
}
