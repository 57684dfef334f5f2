import { describe, expect, it } from 'vitest'
import {
  afterKeyAnswer,
  beginKeyChange,
  type KeyAnswer,
  type KeyChange,
  signingKeyOf,
} from '../../app/contract/device-key-change.ts'

/** A backend's side of it, as docs/operations.md tells it. */
class Backend {
  current = 'old'
  next: string | null = null

  announce(signer: string, next: string): boolean {
    if (!this.takes(signer)) return false
    this.next = next === this.current ? null : next
    return true
  }

  takes(signer: string): boolean {
    if (signer === this.next) {
      this.current = signer
      this.next = null
    }
    return signer === this.current
  }
}

/** Goes on until it is settled; `lose` says whether an answer, or the request itself, is lost. */
function run(lose: (turn: number) => 'nothing' | 'answer' | 'request'): KeyChange<string> {
  const backend = new Backend()
  let change: KeyChange<string> = beginKeyChange('old', 'new')
  for (let turn = 0; turn < 50; turn += 1) {
    if (change.kind === 'settled' || change.kind === 'locked-out') return change
    // Whatever was lost, the device is never without a key that works.
    expect(backend.current === change.current || backend.current === change.next).toBe(true)
    const fate = lose(turn)
    let answer: KeyAnswer = 'unclear'
    if (fate !== 'request') {
      const accepted =
        change.kind === 'announcing'
          ? backend.announce(change.current, change.next)
          : backend.takes(change.next)
      answer = fate === 'answer' ? 'unclear' : accepted ? 'accepted' : 'unknown-key'
    }
    change = afterKeyAnswer(change, answer)
  }
  return change
}

describe('a change of a device’s key', () => {
  it('ends with the new key, whatever is lost on the way', () => {
    const fates = ['nothing', 'answer', 'request'] as const
    for (let pattern = 0; pattern < 3 ** 6; pattern += 1) {
      const fateOf = (turn: number): (typeof fates)[number] =>
        turn < 6 ? (fates[Math.floor(pattern / 3 ** turn) % 3] ?? 'nothing') : 'nothing'
      expect(run(fateOf)).toEqual({ kind: 'settled', current: 'new' })
    }
  })

  it('finds the new key in use although the answer to its first use was lost', () => {
    const proving: KeyChange<string> = { kind: 'proving', current: 'a', next: 'b', refusals: 0 }
    expect(afterKeyAnswer(proving, 'unclear')).toEqual(proving)
    const announcing = beginKeyChange('a', 'b')
    const asked = afterKeyAnswer(announcing, 'unknown-key')
    expect(asked).toMatchObject({ kind: 'proving' })
    expect(afterKeyAnswer(asked, 'accepted')).toEqual({ kind: 'settled', current: 'b' })
  })

  it('says so when neither key is known', () => {
    const asked = afterKeyAnswer(beginKeyChange('a', 'b'), 'unknown-key')
    const both = afterKeyAnswer(asked, 'unknown-key')
    expect(both).toEqual({ kind: 'locked-out' })
    expect([signingKeyOf(asked), signingKeyOf(both)]).toEqual(['a', null])
  })
})
