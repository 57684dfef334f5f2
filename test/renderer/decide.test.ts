import { describe, expect, it } from 'vitest'
import type { Screen, TillView } from '../../app/till/view.ts'
import { COMMANDS, type Command } from '../../renderer/commands.ts'
import { decide, type Effect } from '../../renderer/decide.ts'
import type { Press } from '../../renderer/keys.ts'
import { idleTill, sale } from '../../renderer/preview/sample-views.ts'

const SCREENS: { readonly [K in Screen['kind']]: Extract<Screen, { readonly kind: K }> } = {
  ready: { kind: 'ready' },
  charging: { kind: 'charging' },
  password: { kind: 'password', giveUpAtMs: 0 },
  unknown: { kind: 'unknown', giveUpAtMs: 0 },
  stopping: { kind: 'stopping', cause: 'gave-up' },
  returning: { kind: 'returning' },
  paid: { kind: 'paid', transactionId: '42', cash: null },
  'not-charged': {
    kind: 'not-charged',
    refusal: { kind: 'error-code', code: 'NOTENOUGH', description: '' },
  },
  stopped: { kind: 'stopped', cause: 'gave-up', proof: 'returned' },
  'needs-attention': { kind: 'needs-attention', problem: 'refund-needed' },
  abandoned: { kind: 'abandoned' },
}

const at = (kind: Screen['kind'] | 'idle'): TillView =>
  kind === 'idle' ? idleTill : { ...idleTill, current: sale(SCREENS[kind]) }

const digit: Press = { kind: 'digits', digits: '1' }
const enter: Press = { kind: 'confirm' }
const escape: Press = { kind: 'escape' }
const key = (command: Command): Press => ({ kind: 'command', command })

const NONE: Effect = { kind: 'none' }
const command = (name: Command): Effect => ({ kind: 'command', command: name })
const entry = (leaving = false): Effect => ({ kind: 'entry', leaving })

/** Every key in every state: what is not listed does nothing. */
const TABLE: {
  readonly [K in Screen['kind'] | 'idle']: readonly (readonly [Press, Effect])[]
} = {
  idle: [
    [digit, entry()],
    [enter, entry()],
    [escape, entry()],
    [key('note'), command('note')],
    [key('set-up'), command('set-up')],
  ],
  ready: [
    [escape, command('give-up')],
    [key('type-code'), command('type-code')],
  ],
  charging: [
    [escape, command('stop')],
    [key('park'), command('park')],
  ],
  password: [
    [escape, command('stop')],
    [key('park'), command('park')],
    [key('ask-again'), command('ask-again')],
  ],
  unknown: [
    [escape, command('stop')],
    [key('park'), command('park')],
    [key('ask-again'), command('ask-again')],
  ],
  stopping: [
    [key('park'), command('park')],
    [key('ask-again'), command('ask-again')],
  ],
  returning: [
    [key('park'), command('park')],
    [key('ask-again'), command('ask-again')],
  ],
  paid: [
    [digit, entry(true)],
    [enter, command('next')],
    [key('set-up'), command('set-up')],
  ],
  'not-charged': [
    [escape, command('give-up')],
    [key('type-code'), command('type-code')],
  ],
  stopped: [
    [enter, command('next')],
    [escape, command('next')],
    [key('type-code'), command('type-code')],
  ],
  'needs-attention': [
    [key('park'), command('park')],
    [key('ask-again'), command('ask-again')],
  ],
  abandoned: [
    [digit, entry(true)],
    [enter, command('next')],
    [key('set-up'), command('set-up')],
  ],
}

const PRESSES: readonly Press[] = [
  digit,
  enter,
  escape,
  ...(['type-code', 'ask-again', 'park', 'note', 'set-up'] as const).map(key),
]

const kinds = Object.keys(TABLE) as readonly (keyof typeof TABLE)[] // its own keys

describe.each(kinds)('on the screen %s', (kind) => {
  it.each(PRESSES.map((press) => [JSON.stringify(press), press] as const))('%s', (_, press) => {
    const expected = TABLE[kind].find(([listed]) => listed === press || same(listed, press))?.[1]
    expect(decide(press, { view: at(kind), entryText: '' })).toEqual(expected ?? NONE)
  })

  it('always opens the help and the waiting sales', () => {
    for (const always of ['help', 'waiting-sales', 'language'] as const) {
      expect(decide(key(always), { view: at(kind), entryText: '' })).toEqual(command(always))
    }
  })
})

const same = (a: Press, b: Press): boolean => JSON.stringify(a) === JSON.stringify(b)

it('goes on typing the next amount while the paid verdict still shows', () => {
  const situation = { view: at('paid'), entryText: '3' }
  expect(decide(enter, situation)).toEqual(entry())
  expect(decide(escape, situation)).toEqual(entry())
  expect(decide({ kind: 'erase' }, situation)).toEqual(entry())
})

it('asks main for a sale even while the journal is broken: only a try shows that it works again', () => {
  const view = { ...at('idle'), journalBroken: true }
  expect(decide(enter, { view, entryText: '12' })).toEqual({ kind: 'entry', leaving: false })
})

it('never offers to charge again while an attempt is undecided', () => {
  const undecided = ['charging', 'password', 'unknown', 'stopping', 'returning', 'needs-attention']
  for (const kind of undecided as readonly Screen['kind'][]) {
    expect(COMMANDS[kind]).not.toContain('type-code')
    expect(COMMANDS[kind]).not.toContain('next')
    expect(COMMANDS[kind]).not.toContain('give-up')
  }
})
