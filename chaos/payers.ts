import type { ControlClient } from '../simulator/control-client.ts'
import type { Random } from './random.ts'

/** Who stands before a till: how many of each kind, and how fast they are. */
const CROWD = [
  { mood: 'pays-at-once', count: 4 },
  { mood: 'enters-password', count: 2 },
  { mood: 'wrong-password', count: 1 },
  { mood: 'cancels', count: 1 },
  { mood: 'ignores', count: 1 },
] as const

const REACTION_MS = [200, 3_500] as const

/** Makes the payers of one till; their ids. One of them has no money. */
export async function makePayers(
  control: ControlClient,
  till: string,
  random: Random,
): Promise<readonly [string, ...string[]]> {
  const poor = await control.createPayer({ id: `${till}-poor`, balance: 0 })
  const ids: [string, ...string[]] = [poor.id]
  for (const { mood, count } of CROWD) {
    for (let number = 1; number <= count; number += 1) {
      const id = `${till}-${mood}-${number}`
      const reactionMs = random.between(...REACTION_MS)
      await control.createPayer({ id, mood, reactionMs, balance: 10_000_000 })
      ids.push(id)
    }
  }
  return ids
}
