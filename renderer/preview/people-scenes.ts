import type { TillApi } from '../../app/contract/contract.ts'
import type { PeopleCalls, ReadActs } from '../../app/contract/people.ts'
import { fail, succeed } from '../../app/result.ts'
import type { Person } from '../../app/people/person.ts'
import { NO_PEOPLE, type PeopleView } from '../../app/people/view.ts'

const MEI: Person = { id: 'mei', name: '林美', role: 'manager' }
const CHEN: Person = { id: 'chen', name: 'Chen Wei', role: 'cashier' }

/** A shop with a manager and some cashiers, one of whom is there. */
export const STAFFED: PeopleView = {
  ...NO_PEOPLE,
  people: [
    MEI,
    CHEN,
    { id: 'wu', name: '吴', role: 'cashier' },
    { id: 'ada', name: 'Ada Lovelace-Featherstonehaugh', role: 'admin' },
  ],
  signedIn: CHEN,
  last: CHEN.id,
}

export const LOCKED: PeopleView = { ...STAFFED, signedIn: null }

const atMs = (minutesAgo: number): number => Date.now() - minutesAgo * 60_000

/** What they did lately. */
export const SAMPLE_ACTS: ReadActs = {
  firstChanged: null,
  entries: [
    { seq: 7, atMs: atMs(1), event: { type: 'approved', by: 'mei', act: 'set-up', subject: '' } },
    {
      seq: 6,
      atMs: atMs(4),
      event: {
        type: 'refund-approved',
        by: 'mei',
        askedBy: 'chen',
        outRefundNo: 'R2511210342180000174029583614',
        outTradeNo: '2511210342180000174029583614',
        amountMinor: 3_650,
        currency: 'CNY',
      },
    },
    { seq: 5, atMs: atMs(5), event: { type: 'refused', by: 'chen', act: 'approve-refund' } },
    { seq: 4, atMs: atMs(30), event: { type: 'signed-in', by: 'chen' } },
    { seq: 3, atMs: atMs(31), event: { type: 'pin-wrong', by: 'chen', act: 'sell', left: 4 } },
    { seq: 2, atMs: atMs(90), event: { type: 'signed-out', by: 'wu', cause: 'idle' } },
    {
      seq: 1,
      atMs: atMs(2_000),
      event: { type: 'person-added', by: 'set-up', person: MEI, pinMark: '' },
    },
  ],
}

const nothing = async () => succeed(null)

/** What main answers when there is no main. */
export const PEOPLE_CALLS = {
  signIn: async () => fail({ kind: 'pin-wrong', left: 3 }),
  openSetUp: async () => fail({ kind: 'not-allowed' }),
  addPerson: async () => fail({ kind: 'pin-refused', problem: 'too-simple' }),
  changePerson: async () => fail({ kind: 'name-taken' }),
  removePerson: async () => fail({ kind: 'no-manager-left' }),
  readActs: async () => succeed(SAMPLE_ACTS),
  lockTill: nothing,
  touchTill: nothing,
  closeSetUp: nothing,
} satisfies { readonly [K in keyof PeopleCalls]: TillApi[K] }
