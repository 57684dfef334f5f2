import type { Person } from './person.ts'

/** Where people come from: this till's own list, the configuration file, or the merchant's backend. */
export type PeopleSource = 'till' | 'file' | 'backend'

/** What the window knows of the people at this till. */
export interface PeopleView {
  /** Nobody: the till works without anybody signing in. */
  readonly people: readonly Person[]
  readonly source: PeopleSource
  /** Null while the till is locked, and where there are no people. */
  readonly signedIn: Person | null
  /** Who was signed in last, to be offered first. */
  readonly last: string | null
  /**
   * Why the list may not be believed: an entry of its log was changed from outside (`changed`), or the file cannot be used
   * (`unusable`), and then nobody can sign in. `unheard`: the backend has never said who its operators are, and nothing is sold before it has.
   */
  readonly trouble: 'changed' | 'unusable' | 'unheard' | null
}

/** Nobody has to sign in. */
export const NO_PEOPLE: PeopleView = {
  people: [],
  source: 'till',
  signedIn: null,
  last: null,
  trouble: null,
}

/** Whether the till waits for somebody to sign in. */
export const isLocked = ({ people, signedIn, trouble }: PeopleView): boolean =>
  (people.length > 0 || trouble === 'unusable') && signedIn === null
