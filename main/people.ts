import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { createPins } from '../adapters/argon2-pins.ts'
import type { BackendPeople } from '../adapters/backend/people.ts'
import { openPeople, type SqlitePeople } from '../adapters/sqlite-people.ts'
import { systemClock } from '../adapters/system-clock.ts'
import { systemRandom } from '../adapters/system-random.ts'
import type { Handlers } from '../app/contract/contract.ts'
import type { PeopleCalls } from '../app/contract/people.ts'
import type { PeopleConfiguration } from '../app/contract/people-configuration.ts'
import type { StartFault } from '../app/contract/start-fault.ts'
import { adoptPeople, type BroughtPerson } from '../app/people/adopt.ts'
import { SET_UP } from '../app/people/audit.ts'
import { PeopleDesk } from '../app/people/desk.ts'
import { pinProblem } from '../app/people/pin.ts'
import type { Pins } from '../app/people/book.ts'
import { NO_PEOPLE, type PeopleView } from '../app/people/view.ts'
import { fail, type Result, succeed } from '../app/result.ts'
import type { Log } from './log.ts'
import type { Secrets } from './secrets.ts'
import type { FoundSetup } from './setup-store.ts'

/** What the people at the till are made from. */
export interface PeopleParts {
  readonly dataDir: string
  readonly secrets: () => Secrets
  readonly log: Log
  readonly onView: (view: PeopleView) => void
}

/** The people at this till, in a file of their own beside the journal. */
export interface People {
  /** Null until the set-up was taken up for the first time: till then nothing is charged. */
  readonly desk: () => PeopleDesk | null
  readonly view: () => PeopleView
  readonly isLocked: () => boolean
  readonly maySetUp: () => boolean
  readonly touch: () => void
  /** Whether it is known who may sell here. Waits for the backend's answer if it was never asked before. */
  readonly known: () => Promise<boolean>
  /** Takes up the set-up that was just read. With it the till knows whether it is locked. */
  readonly follow: (setup: FoundSetup) => Promise<Result<null, StartFault>>
  /** The way to the backend stands, or there is none. */
  readonly reach: (there: BackendPeople | null) => void
  readonly handlers: Pick<Handlers, keyof PeopleCalls>
  readonly close: () => void
}

/** How often the backend is asked who its operators are. */
const OPERATORS_EVERY_MS = 60_000

/** After it did not say. */
const OPERATORS_AGAIN_MS = 5_000

/** After it did not, and never had: the counter waits for it. */
const UNHEARD_AGAIN_MS = 1_000

/** Acts shown to whoever reads the log. */
const ACTS_SHOWN = 500

const done = succeed(null)

type Unusable = { readonly kind: 'people-unusable' }

/** The file of people, open, and who works with it. */
interface Opened {
  readonly desk: PeopleDesk
  readonly book: SqlitePeople | null
}

/** People of a till; their file is opened with the first set-up that is taken up. */
export const createPeople = (parts: PeopleParts): People => new TillPeople(parts)

class TillPeople implements People {
  readonly #parts: PeopleParts
  readonly #pins: Pins
  #opened: Opened | null = null
  #there: BackendPeople | null = null
  #timer: NodeJS.Timeout | undefined
  /** The backend is asked who its operators are. */
  #asking: Promise<void> = Promise.resolve()

  constructor(parts: PeopleParts) {
    this.#parts = parts
    this.#pins = createPins(() => ownSecret(parts.secrets()))
  }

  readonly desk = (): PeopleDesk | null => this.#opened?.desk ?? null
  readonly view = (): PeopleView => this.desk()?.view() ?? NO_PEOPLE
  readonly isLocked = (): boolean => this.desk()?.isLocked() ?? true
  readonly maySetUp = (): boolean => this.desk()?.maySetUp() ?? false
  readonly touch = (): void => this.desk()?.touch()

  async follow({ configuration, folder }: FoundSetup): Promise<Result<null, StartFault>> {
    this.#opened ??= await this.#open()
    const { desk, book } = this.#opened
    const { autoLockAfterMs, members } = configuration.people
    const fromFile = members.length > 0
    const throughBackend = configuration.mode === 'merchant-backend'
    const brought = readMembers(members, folder)
    if (brought.ok && fromFile && book !== null) {
      await adoptPeople({ book, pins: this.#pins }, brought.value, systemClock.nowMs())
    }
    const unreachable = fail({ kind: 'people-unreachable' } as const)
    desk.follow({
      autoLockAfterMs,
      fromFile,
      proveThere: throughBackend
        ? async (claim) => (await this.#there?.prove(claim)) ?? unreachable
        : null,
    })
    return brought.ok ? done : brought
  }

  reach(backend: BackendPeople | null): void {
    this.#there = backend
    clearTimeout(this.#timer)
    if (backend !== null) this.#asking = this.#hearOperators(backend)
  }

  async known(): Promise<boolean> {
    const isUnheard = (): boolean => this.view().trouble === 'unheard'
    if (isUnheard()) await this.#asking
    return !isUnheard()
  }

  readonly handlers: People['handlers'] = {
    signIn: (claim) => this.#surely((desk) => desk.signIn(claim)),
    lockTill: async () => {
      this.desk()?.lock('pressed')
      return done
    },
    touchTill: async () => {
      this.touch()
      return done
    },
    openSetUp: (claim) =>
      this.#surely(async (desk) => {
        const opened = await desk.openSetUp(claim)
        return opened.ok ? done : opened
      }),
    closeSetUp: async () => {
      this.desk()?.closeSetUp()
      return done
    },
    addPerson: ({ pin, ...wish }) =>
      this.#surely((desk) => desk.add(`person-${systemRandom.letters(10)}`, wish, pin)),
    changePerson: ({ id, pin, ...wish }) => this.#surely((desk) => desk.change(id, wish, pin)),
    removePerson: ({ id }) => this.#surely(async (desk) => desk.remove(id)),
    readActs: async () => {
      const book = this.#opened?.book ?? null
      const firstChanged = book?.firstChanged() ?? null
      return succeed({ entries: book?.entries(ACTS_SHOWN) ?? [], firstChanged })
    },
  }

  close(): void {
    this.#there = null
    clearTimeout(this.#timer)
    this.#opened?.desk.close()
    this.#opened?.book?.close()
    this.#opened = null
  }

  /** A file that cannot be used locks the till: it might say who may what. */
  async #open(): Promise<Opened> {
    const { dataDir, log, onView } = this.#parts
    const opened = await openPeople(path.join(dataDir, 'people.db'), this.#pins.markOf)
    if (!opened.ok) log.error({ error: opened.error }, 'the file of people cannot be used')
    const book = opened.ok ? opened.value.book : null
    const changed = opened.ok && opened.value.changed
    const desk = new PeopleDesk({ book, pins: this.#pins, clock: systemClock, changed, onView })
    if (changed) {
      log.error('the people or their acts were changed from outside')
      desk.write({ type: 'found-changed', by: SET_UP })
    }
    return { desk, book }
  }

  /** With the desk, once it is open. */
  #surely<T, E>(
    act: (desk: PeopleDesk) => Promise<Result<T, E>>,
  ): Promise<Result<T, E | Unusable>> {
    const desk = this.desk()
    return desk === null ? Promise.resolve(fail({ kind: 'people-unusable' })) : act(desk)
  }

  /** Asks for the operators, and goes on asking while this is the way to the backend. */
  async #hearOperators(backend: BackendPeople): Promise<void> {
    const operators = await backend.list()
    if (this.#there !== backend) return
    if (operators !== null) this.desk()?.hearOperators(operators)
    const againMs = this.view().trouble === 'unheard' ? UNHEARD_AGAIN_MS : OPERATORS_AGAIN_MS
    const delayMs = operators === null ? againMs : OPERATORS_EVERY_MS
    this.#timer = setTimeout(() => {
      this.#asking = this.#hearOperators(backend)
    }, delayMs)
  }
}

/** Made once, and kept like the merchant's keys: without it the file of people says nothing about anybody's PIN. */
function ownSecret(secrets: Secrets): Buffer {
  const kept = secrets.get('pinSecret')
  if (kept !== undefined) return Buffer.from(kept, 'base64')
  const made = randomBytes(32)
  secrets.set({ pinSecret: made.toString('base64') })
  return made
}

/** The people that a configuration file names, with what proves them. */
function readMembers(
  members: PeopleConfiguration['members'],
  folder: string,
): Result<readonly BroughtPerson[], StartFault> {
  const brought: BroughtPerson[] = []
  for (const { id, name, role, pinHash, pinFile } of members) {
    const wrong = (reason: string): Result<readonly BroughtPerson[], StartFault> =>
      fail({ kind: 'credentials-missing', at: `people.members.${id}`, reason })
    if (pinHash !== undefined) {
      brought.push({ id, name, role, secret: { kind: 'hash', hash: pinHash } })
      continue
    }
    try {
      const pin = readFileSync(path.resolve(folder, pinFile ?? ''), 'utf8').trim()
      const problem = pinProblem(pin)
      if (problem !== null) return wrong(problem)
      brought.push({ id, name, role, secret: { kind: 'pin', pin } })
    } catch (error) {
      return wrong(error instanceof Error && 'code' in error ? String(error.code) : 'unreadable')
    }
  }
  return succeed(brought)
}
