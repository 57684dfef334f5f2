import { expect, it } from 'vitest'
import { type AuditEvent, type KnownPerson, peopleAfter } from '../../app/people/audit.ts'
import { hasResponsible, MAY, may, ROLES } from '../../app/people/person.ts'
import { pinProblem } from '../../app/people/pin.ts'
import { LOCKED_FOR_MS, NO_TRIES, spendTry, type Tries, TRIES_MAX } from '../../app/people/tries.ts'
import { isLocked, NO_PEOPLE } from '../../app/people/view.ts'

it('says for every role what it may do', () => {
  const table = ROLES.map((role) => [
    role,
    Object.keys(MAY).filter((act) => may(role, act as keyof typeof MAY)), // its own keys
  ])
  expect(Object.fromEntries(table)).toEqual({
    cashier: ['sell', 'ask-refund', 'read-shift'],
    manager: Object.keys(MAY),
    admin: Object.keys(MAY),
  })
})

it('knows whether anybody could set the till up', () => {
  const cashier = { id: 'c', name: 'Chen', role: 'cashier' } as const
  expect(hasResponsible([cashier])).toBe(false)
  expect(hasResponsible([cashier, { id: 'm', name: 'Mei', role: 'manager' }])).toBe(true)
})

it.each([
  ['246813', null],
  ['90817263', null],
  ['24681', 'too-short'],
  ['246813579', 'too-long'],
  ['24681a', 'not-digits'],
  ['２４６８１３', 'not-digits'],
  ['111111', 'too-simple'],
  ['123456', 'too-simple'],
  ['87654321', 'too-simple'],
  ['121212', null],
])('the new PIN %s: %s', (pin, problem) => {
  expect(pinProblem(pin)).toBe(problem)
})

it('five wrong PINs lock, the lock ends by itself, and five more begin', () => {
  let tries: Tries = NO_TRIES
  const spend = (nowMs: number): string => {
    const spent = spendTry(tries, nowMs)
    if (spent.kind === 'spent') tries = spent.tries
    return spent.kind === 'spent' ? `${spent.left} left` : 'locked'
  }
  expect([1, 2, 3, 4, 5].map(spend)).toEqual(['4 left', '3 left', '2 left', '1 left', '0 left'])
  expect(spend(6)).toBe('locked')
  expect(spend(5 + LOCKED_FOR_MS - 1)).toBe('locked')
  expect(spend(5 + LOCKED_FOR_MS)).toBe(`${TRIES_MAX - 1} left`)
})

it('makes the people from the log', () => {
  const add = (id: string, name: string): AuditEvent => ({
    type: 'person-added',
    by: 'set-up',
    person: { id, name, role: 'manager' },
    pinMark: `mark of ${id}`,
  })
  const events: readonly AuditEvent[] = [
    add('a', 'An'),
    { type: 'signed-in', by: 'a' },
    add('b', 'Bo'),
    {
      type: 'person-changed',
      by: 'a',
      person: { id: 'a', name: 'Ann', role: 'admin' },
      pinMark: 'new',
    },
    { type: 'person-removed', by: 'a', id: 'b' },
  ]
  const people = events.reduce<readonly KnownPerson[]>(peopleAfter, [])
  expect(people).toEqual([{ id: 'a', name: 'Ann', role: 'admin', pinMark: 'new' }])
})

it('is locked only where there is somebody who could sign in, or the file is no good', () => {
  const mei = { id: 'm', name: 'Mei', role: 'manager' } as const
  expect(isLocked(NO_PEOPLE)).toBe(false)
  expect(isLocked({ ...NO_PEOPLE, people: [mei] })).toBe(true)
  expect(isLocked({ ...NO_PEOPLE, people: [mei], signedIn: mei })).toBe(false)
  expect(isLocked({ ...NO_PEOPLE, trouble: 'unusable' })).toBe(true)
  expect(isLocked({ ...NO_PEOPLE, trouble: 'changed' })).toBe(false)
})
