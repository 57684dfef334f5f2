/** Which fault strikes which request: those that were asked for first, then those left to the seed. */
import { fail, type Result, succeed } from '../../app/result.ts'
import type { Operation } from '../model.ts'
import { fractionOf } from '../random.ts'
import type { Behaviour, Fault, FaultRequest, RandomFaults } from './behaviour.ts'
import { presetOf, RANDOM_PRESETS } from './presets.ts'

/** What faults look at. */
export interface Sighting {
  readonly operation: Operation
  readonly outTradeNo: string
  readonly code: string
  readonly totalFee: string
}

export interface Strike {
  readonly name: string
  readonly behaviour: Behaviour
}

export interface Faults {
  readonly list: () => readonly Fault[]
  readonly add: (request: FaultRequest) => Result<Fault, { kind: 'unknown-preset' }>
  readonly remove: (id: string) => boolean
  readonly clear: () => void
  readonly setRandom: (plan: RandomFaults) => void
  /** The fault that strikes this request; using it up counts. */
  readonly strike: (sighting: Sighting) => Strike | null
}

function matches({ when }: Fault, sighting: Sighting): boolean {
  const { operation = 'submit', outTradeNo, code, totalFee } = when
  return (
    (operation === 'any' || operation === sighting.operation) &&
    (outTradeNo === undefined || outTradeNo === sighting.outTradeNo) &&
    (code === undefined || code === sighting.code) &&
    (totalFee === undefined || String(totalFee) === sighting.totalFee)
  )
}

const NO_FAULTS: RandomFaults = { rate: 0 }

/** By how often this very request was made, so that the order of different requests changes nothing. */
function randomStrike(
  seed: string,
  plan: RandomFaults,
  { operation, outTradeNo }: Sighting,
  nth: number,
): Strike | null {
  const label = `${seed} ${operation} ${outTradeNo} ${nth}`
  if (plan.rate === 0 || fractionOf(label) >= plan.rate) return null
  if (plan.operations && !plan.operations.includes(operation)) return null
  const presets = plan.presets ?? RANDOM_PRESETS
  const name = presets[Math.floor(fractionOf(`${label} which`) * presets.length)] ?? ''
  const preset = presetOf(name)
  return preset.ok ? { name, behaviour: preset.value.behaviour } : null
}

export function createFaults(seed: string): Faults {
  let faults: readonly Fault[] = []
  let plan = NO_FAULTS
  let made = 0
  const seen = new Map<string, number>()

  const count = (id: string, change: Partial<Fault>): void => {
    faults = faults
      .map((fault) => (fault.id === id ? { ...fault, ...change } : fault))
      .filter(({ timesLeft }) => timesLeft !== 0)
  }
  const planned = (sighting: Sighting): Strike | null => {
    for (const fault of faults) {
      if (!matches(fault, sighting)) continue
      if (fault.skipLeft > 0) {
        count(fault.id, { skipLeft: fault.skipLeft - 1 })
        continue
      }
      if (fault.timesLeft !== null) count(fault.id, { timesLeft: fault.timesLeft - 1 })
      return fault
    }
    return null
  }
  return {
    list: () => faults,
    add: ({ when = {}, times = 1, skip = 0, preset, behaviour }) => {
      const named = preset === undefined ? null : presetOf(preset)
      if (named && !named.ok) return fail(named.error)
      const operation = when.operation ?? named?.value.operation ?? 'submit'
      made += 1
      const fault: Fault = {
        id: `fault-${made}`,
        name: preset ?? 'custom',
        when: { ...when, operation },
        timesLeft: times === 0 ? null : times,
        skipLeft: skip,
        behaviour: { ...named?.value.behaviour, ...behaviour },
      }
      faults = [...faults, fault]
      return succeed(fault)
    },
    remove: (id) => {
      const before = faults.length
      faults = faults.filter((fault) => fault.id !== id)
      return faults.length < before
    },
    clear: () => {
      faults = []
      plan = NO_FAULTS
    },
    setRandom: (next) => {
      plan = next
    },
    strike: (sighting) => {
      const name = `${sighting.operation} ${sighting.outTradeNo}`
      const nth = seen.get(name) ?? 0
      seen.set(name, nth + 1)
      return planned(sighting) ?? randomStrike(seed, plan, sighting, nth)
    },
  }
}
