import type { SaleCashier } from '../payment/state.ts'
import type { Clock } from '../ports.ts'
import { fail, type Result, succeed } from '../result.ts'
import { type AuditEvent, SET_UP, type SignOutCause } from './audit.ts'
import type { PeopleBook, Pins } from './book.ts'
import { type Act, hasResponsible, may, type Person, type Role } from './person.ts'
import { pinProblem, type PinProblem } from './pin.ts'
import { type PinClaim, type ProofFault, proveHere, type RemoteProof } from './prove.ts'
import { NO_TRIES } from './tries.ts'
import { isLocked, type PeopleSource, type PeopleView } from './view.ts'

/** What the desk is made of. */
export interface DeskParts {
  /** Null: its file cannot be used, and nobody can sign in. */
  readonly book: PeopleBook | null
  readonly pins: Pins
  readonly clock: Clock
  /** The log was found changed when it was opened. */
  readonly changed: boolean
  readonly onView: (view: PeopleView) => void
}

/** Where people come from besides the till's own list. */
export interface DeskRules {
  /** Milliseconds without input after which the till locks itself; 0: never. */
  readonly autoLockAfterMs: number
  /** The configuration file names the people: they cannot be changed here. */
  readonly fromFile: boolean
  /** Proves the PIN of one of the backend's operators; null where there is no backend. */
  readonly proveThere: ((claim: PinClaim) => Promise<RemoteProof>) | null
}

/** Why the list of people was not changed. */
export type PeopleFault =
  | ProofFault
  | { readonly kind: 'pin-refused'; readonly problem: PinProblem }
  | { readonly kind: 'name-taken' }
  | { readonly kind: 'no-such-person' }
  /** Nobody would be left who may set the till up. */
  | { readonly kind: 'no-manager-left' }
  | { readonly kind: 'from-file' }

/** Somebody as they are to be. */
export interface PersonWish {
  readonly name: string
  readonly role: Role
}

/** Who is at the till, and who may do what. Everything that matters is in the log before it is true. */
export class PeopleDesk {
  readonly #parts: DeskParts
  #rules: DeskRules = { autoLockAfterMs: 0, fromFile: false, proveThere: null }
  #signedIn: Person | null = null
  #last: string | null = null
  /** Who opened the set-up; it is closed with it. */
  #settingUp: string | null = null
  #stopIdle = (): void => undefined

  constructor(parts: DeskParts) {
    this.#parts = parts
  }

  /** Takes up the rules of the set-up that was just read. */
  follow(rules: DeskRules): void {
    this.#rules = rules
    this.#publish()
  }

  view(): PeopleView {
    const { book, changed } = this.#parts
    const trouble =
      book === null ? 'unusable' : this.#isUnheard() ? 'unheard' : changed ? 'changed' : null
    const people = this.#people()
    return { people, source: this.#source(), signedIn: this.#signedIn, last: this.#last, trouble }
  }

  isLocked(): boolean {
    return isLocked(this.view())
  }

  /** Whether whoever is at the till may do it without another PIN. */
  mayNow(act: Act): boolean {
    if (this.#people().length === 0) return this.#parts.book !== null && !this.#isUnheard()
    return this.#signedIn !== null && may(this.#signedIn.role, act)
  }

  /** Whether the set-up is open: somebody proved to be allowed to, or there is nobody yet. */
  maySetUp(): boolean {
    return this.#settingUp !== null || (this.#people().length === 0 && this.#parts.book !== null)
  }

  /** Who takes the payments now. */
  cashier(): SaleCashier | null {
    if (this.#signedIn === null) return null
    const { id, name } = this.#signedIn
    return { id, name, source: this.isOperator(id) ? 'backend' : 'till' }
  }

  /** Whether this is one of the backend's operators, whose PIN only the backend knows. */
  isOperator(id: string): boolean {
    return this.#operators().some((one) => one.id === id)
  }

  async signIn(claim: PinClaim): Promise<Result<Person, ProofFault>> {
    const proven = await this.#prove(claim, 'sell', ({ id: by }) => ({ type: 'signed-in', by }))
    if (!proven.ok) return proven
    if (this.#signedIn !== null && this.#signedIn.id !== proven.value.id) {
      this.#signOut('replaced')
    }
    this.#signedIn = proven.value
    this.#last = proven.value.id
    this.touch()
    this.#publish()
    return proven
  }

  /** Locks the till. A payment under way goes on. */
  lock(cause: SignOutCause): void {
    if (this.#signedIn === null) return
    this.#signOut(cause)
    this.#publish()
  }

  /** Somebody is there. */
  touch(): void {
    this.#stopIdle()
    const { autoLockAfterMs } = this.#rules
    if (this.#signedIn === null || autoLockAfterMs === 0) return
    this.#stopIdle = this.#parts.clock.after(autoLockAfterMs, () => this.lock('idle'))
  }

  /** Lets whoever is named do it once. `subject` says to what. */
  approve(claim: PinClaim, act: Act, subject: string): Promise<Result<Person, ProofFault>> {
    return this.#prove(claim, act, ({ id: by }) => ({ type: 'approved', by, act, subject }))
  }

  /** The same for a refund, of which the log keeps everything. */
  approveRefund(
    claim: PinClaim,
    refund: Omit<Extract<AuditEvent, { readonly type: 'refund-approved' }>, 'type' | 'by'>,
  ): Promise<Result<Person, ProofFault>> {
    const granted = ({ id: by }: Person): AuditEvent => ({ type: 'refund-approved', by, ...refund })
    return this.#prove(claim, 'approve-refund', granted)
  }

  async openSetUp(claim: PinClaim): Promise<Result<Person, ProofFault>> {
    const approved = await this.approve(claim, 'set-up', '')
    if (approved.ok) this.#settingUp = approved.value.id
    return approved
  }

  closeSetUp(): void {
    this.#settingUp = null
  }

  setUpChanged(): void {
    this.write({ type: 'set-up-changed', by: this.#settingUp ?? SET_UP })
  }

  /** Writes down an act that needed nobody's PIN. */
  write(...events: readonly AuditEvent[]): void {
    this.#parts.book?.write({ atMs: this.#parts.clock.nowMs(), events })
  }

  async add(id: string, wish: PersonWish, pin: string): Promise<Result<Person, PeopleFault>> {
    const person = { id, ...wish }
    const refused = this.#refuses([...this.#own(), person], person)
    if (refused !== null) return fail(refused)
    const kept = await this.#keep('person-added', person, pin)
    // Whoever made the first of them goes on with the set-up that is open.
    if (kept.ok) this.#settingUp ??= id
    return kept
  }

  /** Another name or role; another PIN if there is one. */
  async change(
    id: string,
    wish: PersonWish,
    pin: string | null,
  ): Promise<Result<Person, PeopleFault>> {
    const person = { id, ...wish }
    if (!this.#own().some((one) => one.id === id)) return fail({ kind: 'no-such-person' })
    const after = this.#own().map((one) => (one.id === id ? person : one))
    const refused = this.#refuses(after, person)
    return refused === null ? this.#keep('person-changed', person, pin) : fail(refused)
  }

  remove(id: string): Result<null, PeopleFault> {
    const { book, clock } = this.#parts
    if (book === null) return fail({ kind: 'people-unusable' })
    if (this.#rules.fromFile) return fail({ kind: 'from-file' })
    if (!this.#own().some((one) => one.id === id)) return fail({ kind: 'no-such-person' })
    const after = this.#own().filter((one) => one.id !== id)
    // The last one may go: a till without people asks nobody for a PIN.
    if (after.length > 0 && !hasResponsible(after)) return fail({ kind: 'no-manager-left' })
    const by = this.#settingUp ?? SET_UP
    const events = [{ type: 'person-removed', by, id }] as const
    book.write({ atMs: clock.nowMs(), events, pin: { id, hash: null } })
    if (this.#signedIn?.id === id) this.#signOut('removed')
    this.#publish()
    return succeed(null)
  }

  /** The backend named its operators. */
  hearOperators(operators: readonly Person[]): void {
    this.#parts.book?.keepOperators(operators)
    const here = this.#people().find(({ id }) => id === this.#signedIn?.id)
    if (this.#signedIn !== null && here === undefined) this.#signOut('removed')
    else if (here !== undefined) this.#signedIn = here
    this.#publish()
  }

  close(): void {
    this.#stopIdle()
  }

  #own(): readonly Person[] {
    return this.#parts.book?.people() ?? []
  }

  /** With a backend its operators, and this till's admins: they mend what keeps the till from its backend. */
  #people(): readonly Person[] {
    const there = this.#operators()
    if (there.length === 0) return this.#own()
    return [...there, ...this.#own().filter(({ role }) => role === 'admin')]
  }

  #operators(): readonly Person[] {
    return this.#rules.proveThere === null ? [] : (this.#parts.book?.operators() ?? [])
  }

  /** With a backend that has never said who its operators are: "nobody" would be a guess. */
  #isUnheard(): boolean {
    return this.#rules.proveThere !== null && this.#parts.book?.operators() === null
  }

  #source(): PeopleSource {
    if (this.#operators().length > 0) return 'backend'
    return this.#rules.fromFile ? 'file' : 'till'
  }

  async #prove(
    claim: PinClaim,
    act: Act,
    granted: (person: Person) => AuditEvent,
  ): Promise<Result<Person, ProofFault>> {
    const { book, pins, clock } = this.#parts
    if (book === null) return fail({ kind: 'people-unusable' })
    const known = this.#people().find(({ id }) => id === claim.personId)
    if (known === undefined) return fail({ kind: 'pin-wrong', left: null })
    const { proveThere } = this.#rules
    if (proveThere === null || this.#own().some(({ id }) => id === known.id)) {
      return proveHere({ book, pins, clock }, claim, { act, granted })
    }
    const proven = await proveThere(claim)
    const by = known.id
    if (!proven.ok) {
      if (proven.error.kind === 'pin-wrong') this.write({ type: 'pin-wrong', by, act, left: null })
      if (proven.error.kind === 'pin-locked') this.write({ type: 'pin-locked', by, untilMs: null })
      return proven
    }
    const allowed = may(proven.value.role, act)
    this.write(allowed ? granted(proven.value) : { type: 'refused', by, act })
    return allowed ? proven : fail({ kind: 'not-allowed' })
  }

  #signOut(cause: SignOutCause): void {
    const by = this.#signedIn?.id
    this.#stopIdle()
    this.#signedIn = null
    this.#settingUp = null
    if (by !== undefined) this.write({ type: 'signed-out', by, cause })
  }

  #refuses(after: readonly Person[], person: Person): PeopleFault | null {
    if (this.#parts.book === null) return { kind: 'people-unusable' }
    if (this.#rules.fromFile) return { kind: 'from-file' }
    const others = after.filter(({ id }) => id !== person.id)
    if (others.some(({ name }) => name === person.name)) return { kind: 'name-taken' }
    return hasResponsible(after) ? null : { kind: 'no-manager-left' }
  }

  async #keep(
    type: 'person-added' | 'person-changed',
    person: Person,
    pin: string | null,
  ): Promise<Result<Person, PeopleFault>> {
    const { book, pins, clock } = this.#parts
    if (book === null) return fail({ kind: 'people-unusable' })
    const problem = pin === null ? null : pinProblem(pin)
    if (problem !== null) return fail({ kind: 'pin-refused', problem })
    const hash = pin === null ? book.hashOf(person.id) : await pins.hash(pin)
    if (hash === null) return fail({ kind: 'no-such-person' })
    const by = this.#settingUp ?? SET_UP
    book.write({
      atMs: clock.nowMs(),
      events: [{ type, by, person, pinMark: pins.markOf(hash) }],
      ...(pin === null
        ? {}
        : { pin: { id: person.id, hash }, tries: { id: person.id, tries: NO_TRIES } }),
    })
    if (this.#signedIn?.id === person.id) this.#signedIn = person
    this.#publish()
    return succeed(person)
  }

  #publish(): void {
    this.#parts.onView(this.view())
  }
}
