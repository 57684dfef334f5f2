import { app, type BrowserWindow } from 'electron'
import path from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { scannersOf } from '../app/contract/configuration.ts'
import type { Handlers, Notices, Snapshot } from '../app/contract/contract.ts'
import type { StartFault } from '../app/contract/start-fault.ts'
import type { Language } from '../app/language.ts'
import { fail, succeed } from '../app/result.ts'
import { NO_REFUNDS } from '../app/refund/view.ts'
import { takesCode } from '../app/till/screens.ts'
import type { TillView } from '../app/till/view.ts'
import type { Devices } from '../hardware/device-host.ts'
import { createDevices } from './devices.ts'
import { createDisplaying, type Displaying } from './displaying.ts'
import { createHandlers } from './handlers.ts'
import { askBeforeLeaving, type Leaving } from './leaving.ts'
import { whyNotSave } from './may-save.ts'
import { createKiosk, type Kiosk } from './kiosk.ts'
import { leaveKiosk } from './leave-kiosk.ts'
import { createLights, type LightBoard } from './lights.ts'
import { closePhoneWindow } from './phone-window.ts'
import { createPrinting, type Printing } from './printing.ts'
import { readLanguage, storeLanguage } from './preferences.ts'
import { createSearching, type Searching } from './searching.ts'
import { createReconciling, type Reconciling } from './reconciling.ts'
import { openScreenLog, type ScreenLog } from './screen-log.ts'
import { createFirstRun, type FirstRun } from './first-run.ts'
import { refusalOf } from './guard-calls.ts'
import { createPeople, type People } from './people.ts'
import type { Program, ProgramParts } from './program-parts.ts'
import { createRefunding } from './refunding.ts'
import { Scans } from './scans.ts'
import { openSecrets, type Secrets } from './secrets.ts'
import { notify, serveContract } from './serve-contract.ts'
import { createShiftDesk, type ShiftDesk } from './shift-desk.ts'
import { defaultConfiguration, type FoundSetup, readSetup, storeSetup } from './setup-store.ts'
import { setupCalls } from './setup-calls.ts'
import { setupForPage } from './setup-for-page.ts'
import { EMPTY_VIEW, lightOfFault, snapshotOf } from './snapshot.ts'
import type { Station } from './station.ts'
import { createTraining } from './training.ts'
import { whoTakes } from './who-takes.ts'

/** Longer than any page takes for its files. */
const PAGE_WAIT_MS = 2_000

/** By then the devices are open, which want the processor more than the customer's display does. */
const DISPLAY_AFTER_MS = 1_000

/** Answers the page's calls and opens everything behind them. A till that cannot sell still opens, and says why. */
export const startProgram = (parts: ProgramParts): Program => new RunningProgram(parts)

class RunningProgram implements Program {
  readonly #parts: ProgramParts
  readonly #secrets: Secrets
  readonly #screenLog: ScreenLog
  readonly #lights: LightBoard
  readonly #devices: Devices
  readonly #printing: Printing
  readonly #people: People
  readonly #scans = new Scans({
    devices: () => this.#devices,
    configuration: () => this.#setup.configuration,
    station: () => this.#station,
    window: () => this.#window,
    people: { touch: () => this.#people.touch(), isLocked: () => this.#people.isLocked() },
    tell: (name, value) => this.#tell(name, value),
  })
  readonly #refunding = createRefunding({
    station: () => this.#station,
    people: () => this.#people.desk(),
    printers: () => this.#devices.printers,
    search: (ask) => this.#searching.handlers.searchSales(ask),
    configuration: () => this.#setup.configuration,
    shiftAt: (at) => this.#shifts.nameAt(at),
  })
  readonly #displaying: Displaying
  readonly #searching: Searching
  readonly #reconciling: Reconciling
  readonly #shifts: ShiftDesk
  readonly #firstRun: FirstRun
  #setup: FoundSetup
  #station: Station | null = null
  #fault: StartFault | null = null
  #window: BrowserWindow | null = null
  #leaving: Leaving | null = null
  #kiosk: Kiosk | null = null
  /** Everything is open, or known not to open. */
  #opened: Promise<void>
  #language: Language
  #painted = false
  #said = false
  #changeKeyNow: boolean

  constructor(parts: ProgramParts) {
    this.#parts = parts
    this.#changeKeyNow = parts.changeKeyNow
    this.#lights = createLights((lights) => this.#tell('lightsChanged', lights))
    this.#devices = createDevices(
      {
        onScan: (scan) => this.#devices.judged(this.#scans.scan(scan.text)),
        onLight: (light) => {
          this.#lights.scanner(light)
          if (this.#painted) this.#sayReady()
        },
        onTrouble: (text) => parts.log.warn({ text }, 'scanner'),
      },
      parts.earlyDevices,
    )
    this.#people = createPeople({
      dataDir: parts.dataDir,
      secrets: () => this.#secrets,
      log: parts.log,
      onView: (view) => this.#tell('peopleChanged', view),
    })
    this.#setup = { configuration: defaultConfiguration(), folder: parts.dataDir, fromFile: false }
    this.#printing = createPrinting({
      printers: this.#devices.printers,
      configuration: () => this.#setup.configuration,
      station: () => this.#station,
      shiftAt: (at) => this.#shifts.nameAt(at),
      window: () => this.#window,
      onLight: (light) => this.#lights.printer(light),
      onPaper: (svg) => this.#tell('slipPrinted', { svg }),
      onTrouble: (text) => parts.log.warn({ text }, 'printer'),
    })
    this.#displaying = createDisplaying({
      configuration: () => this.#setup.configuration,
      view: () => this.#station?.till.view() ?? null,
      window: () => this.#window,
      onLight: (light) => this.#lights.display(light),
      onTrouble: (text) => parts.log.warn({ text }, 'customer display'),
    })
    this.#searching = createSearching({
      configuration: () => this.#setup.configuration,
      station: () => this.#station,
      onTrouble: (text) => parts.log.warn({ text }, 'search'),
    })
    this.#reconciling = this.#makeReconciling()
    this.#shifts = this.#makeShifts()
    this.#firstRun = createFirstRun({
      dataDir: parts.dataDir,
      welcomes: parts.welcomes,
      setup: () => this.#setup,
      secrets: () => this.#secrets,
      language: () => this.#language,
    })
    this.#language = this.#setup.configuration.language
    // The device service is told its scanners in here at once: its process takes longest.
    this.#opened = this.#open()
    this.#secrets = openSecrets(path.join(parts.dataDir, 'secrets.json'))
    this.#screenLog = openScreenLog(path.join(parts.dataDir, 'screen-log.jsonl'))
    serveContract(this.#handlers(), {
      onCrash: (call, error) => parts.log.error({ call, err: error }, 'a call crashed'),
      refusalOf: (call) => refusalOf(call, this.#people),
    })
  }

  #makeShifts(): ShiftDesk {
    return createShiftDesk({
      configuration: () => this.#setup.configuration,
      station: () => this.#station,
      printers: this.#devices.printers,
      language: () => this.#language,
      window: () => this.#window,
      people: () => this.#people.desk(),
      onChange: (state) => this.#tell('shiftChanged', state),
      onTrouble: (text) => this.#parts.log.error({ text }, 'shifts'),
    })
  }

  #makeReconciling(): Reconciling {
    return createReconciling({
      configuration: () => this.#setup.configuration,
      station: () => this.#station,
      window: () => this.#window,
      tell: (name, value) => this.#tell(name, value),
      mayNow: () => this.#people.desk()?.mayNow('reconcile') === true,
      signedIn: () => this.#people.view().signedIn,
      whoTakes: (ask) => whoTakes(this.#people.desk(), ask),
      onTrouble: (text) => this.#parts.log.warn({ text }, 'reconciliation'),
    })
  }

  /** Reads the set-up anew and opens the station it describes. */
  async #open(): Promise<void> {
    const { dataDir, configFile, log } = this.#parts
    const found = readSetup(dataDir, configFile)
    this.#fault = found.ok ? null : found.error
    if (found.ok) this.#setup = found.value
    else this.#setup = { ...this.#setup, fromFile: configFile !== null }
    this.#language = readLanguage(dataDir) ?? this.#setup.configuration.language
    const { mode } = this.#setup.configuration
    this.#lights.wechat(mode === 'merchant-backend' ? 'backend-idle' : 'idle')
    closePhoneWindow()
    this.#kiosk?.look()
    this.#scans.stopCheck()
    this.#devices.configure(...scannersOf(this.#setup.configuration))
    this.#scans.readWedge()
    // A page that never comes must not keep open sales from being resolved.
    await Promise.race([this.#parts.pageServed, setTimeout(PAGE_WAIT_MS)])
    // HTTP, certificates and the flow are compiled only now, while the page compiles its own script.
    const followed = await this.#people.follow(this.#setup)
    if (!followed.ok) this.#fault = followed.error
    if (!found.ok || !followed.ok) return
    const { openStation } = await import('./station.ts')
    const station = await openStation({
      ...this.#parts,
      setup: found.value,
      secrets: this.#secrets,
      lights: this.#lights,
      onView: (view) => this.#show(view),
      onRefunds: (view) => {
        this.#tell('refundsChanged', view)
        this.#refunding.follow(view)
      },
      cashier: () => this.#people.desk()?.cashier() ?? null,
      isLocked: () => this.#people.isLocked(),
      changeKeyNow: this.#changeKeyNow,
    })
    this.#changeKeyNow = false
    this.#fault = station.ok ? null : station.error
    this.#station = station.ok ? station.value : null
    this.#people.reach(this.#station?.people ?? null)
    this.#reconciling.open()
    if (this.#fault !== null) {
      this.#lights.wechat(lightOfFault(this.#fault))
      log.error({ fault: this.#fault }, 'the till cannot sell')
    }
  }

  show(window: BrowserWindow): void {
    this.#window = window
    this.#leaving = askBeforeLeaving(window, {
      undecided: () => this.#station?.till.anyOpen() === true,
      ask: () => this.#tell('leaveAsked', null),
      kiosk: () => this.#kiosk?.isOn() === true,
      askKiosk: () => this.#tell('leaveKioskAsked', null),
    })
    this.#kiosk = createKiosk(window, () => this.#parts.kiosk || this.#setup.configuration.kiosk)
    this.#scans.readWedge()
    window.on('closed', () => this.#displaying.close())
  }

  close(): void {
    this.#lights.close()
    this.#kiosk?.close()
    this.#displaying.close()
    this.#searching.close()
    void this.#reconciling.close()
    this.#shifts.close()
    void this.#devices.close()
    this.#station?.close()
    this.#station = null
    this.#people.close()
  }

  #show(view: TillView): void {
    this.#tell('tillChanged', view)
    this.#remember(view)
    this.#displaying.follow(view)
    this.#printing.follow(view)
    this.#searching.follow(view)
    this.#devices.await(view.current !== null && takesCode(view.current.screen))
  }

  /** Hands the view to the screen log, which writes it down once it was painted. */
  #remember(view: TillView): void {
    const atMs = performance.timeOrigin + performance.now()
    for (const sale of [view.current, ...view.background]) {
      if (sale !== null) this.#screenLog.handed(sale, atMs)
    }
  }

  #handlers(): Handlers {
    return createHandlers({
      people: this.#people.handlers,
      guide: this.#firstRun.handlers,
      peopleKnown: () => this.#people.known(),
      refunding: this.#refunding.handlers,
      printing: this.#printing.handlers,
      displaying: this.#displaying.handlers,
      searching: this.#searching.handlers,
      reconciling: this.#reconciling.handlers,
      shifts: this.#shifts,
      till: () => this.#station?.till ?? null,
      snapshot: () => {
        // Who checked them is gone: this page was just loaded.
        this.#scans.stopCheck()
        this.#people.desk()?.closeSetUp()
        return this.#opened.then(() => this.#snapshot())
      },
      configuration: () => this.#setup.configuration,
      painted: (saleId, version, atMs) => this.#screenLog.painted(saleId, version, atMs),
      expectSubmit: () => this.#station?.expectSubmit(),
      pageReady: () => this.#pageReady(),
      keysInDoubt: () => this.#scans.keysInDoubt(),
      setLanguage: (language) => this.#setLanguage(language),
      readSetup: () => setupForPage(this.#setup, this.#secrets),
      saveSetup: (ask) => this.#saveSetup(ask),
      ...setupCalls({
        window: () => this.#window,
        setup: () => this.#setup,
        secrets: () => this.#secrets,
      }),
      scanners: this.#scans.handlers,
      training: createTraining({
        station: () => this.#station,
        configuration: () => this.#setup.configuration,
        window: () => this.#window,
        devices: () => this.#devices,
        language: () => this.#language,
      }),
      leave: () => this.#leaving?.leave(),
      leaveKiosk: (ask) => leaveKiosk(ask, this.#kiosk, this.#people.desk()),
    })
  }

  /** The first screen is on the glass; printer and customer display, which no payment waits for, come now. */
  #pageReady(): void {
    this.#sayReady()
    if (this.#printing.isOpen()) return
    this.#printing.open()
    void setTimeout(DISPLAY_AFTER_MS).then(() => this.#displaying.open())
  }

  /** One line for whoever started the program: page, scanner and till are there. */
  #sayReady(): void {
    this.#painted = true
    if (this.#said || this.#lights.lights().scanner.state === 'wait') return
    this.#said = true
    process.stdout.write('Quick Pay Cashier: ready to scan\n')
    // Compiles all that a payment needs and that the start did not.
    this.#station?.expectSubmit()
  }

  #setLanguage(language: Language): void {
    this.#language = language
    storeLanguage(this.#parts.dataDir, language)
    this.#tell('languageChanged', language)
  }

  async #saveSetup(ask: Parameters<Handlers['saveSetup']>[0]): ReturnType<Handlers['saveSetup']> {
    // One at a time, and not before what was opened last is open: two would open the journal twice.
    const before = this.#opened
    await before
    if (this.#opened !== before) return fail({ kind: 'set-up-closed' })
    if (this.#setup.fromFile) return fail({ kind: 'from-file' })
    const refusal = () => whyNotSave(this.#station, ask.configuration, this.#secrets)
    const early = refusal()
    if (early !== null) return fail(early)
    await this.#reconciling.close()
    if (this.#opened !== before) return fail({ kind: 'set-up-closed' })
    // Asked again, since a code may have been scanned meanwhile. From here to the station's end nothing is awaited.
    const late = refusal()
    if (late !== null) {
      this.#reconciling.open()
      return fail(late)
    }
    this.#secrets.set(ask.secrets)
    storeSetup(this.#parts.dataDir, ask.configuration)
    this.#firstRun.end()
    this.#people.desk()?.setUpChanged()
    this.#searching.close()
    this.#shifts.close()
    this.#station?.close()
    this.#station = null
    this.#opened = this.#open()
    await this.#opened
    this.#printing.open()
    void this.#displaying.open()
    this.#window?.webContents.reload()
    return succeed(null)
  }

  #tell<N extends keyof Notices>(name: N, value: Notices[N]): void {
    if (this.#window !== null && !this.#window.isDestroyed()) {
      notify(this.#window.webContents, name, value)
    }
  }

  #snapshot(): Snapshot {
    const till = this.#station?.till.view() ?? EMPTY_VIEW
    // A page that was just loaded paints what it gets here.
    this.#remember(till)
    return snapshotOf(this.#setup.configuration, {
      till,
      lights: this.#lights.lights(),
      people: this.#people.view(),
      refunds: this.#station?.refundsView() ?? NO_REFUNDS,
      language: this.#language,
      appVersion: app.getVersion(),
      fault: this.#fault,
      configFile: this.#parts.configFile,
      kiosk: this.#kiosk?.isOn() === true,
      firstRun: this.#firstRun.isOpen(),
    })
  }
}
