import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { check } from '../../certainty/checks/checks.ts'
import { makePlan } from '../../certainty/world/make-plan.ts'
import type { Plan } from '../../certainty/world/plan.ts'
import { runWorld } from '../../certainty/world/run-world.ts'

const folder = path.join(import.meta.dirname, 'regressions')

describe('worlds that once broke a promise', () => {
  it.each(readdirSync(folder))('%s', async (file) => {
    // Written by the simulation itself when it shrank a failing seed.
    const plan = JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as Plan
    const { evidence, trace } = await runWorld(plan)
    expect(check(evidence), trace.join('\n')).toEqual([])
  })
})

describe('a seed', () => {
  it('is one world and one run, to the last event', async () => {
    for (const access of ['store', 'backend'] as const) {
      for (const seed of [3, 10, 27, 58]) {
        const plan = makePlan(seed, access)
        const [one, two] = [await runWorld(plan), await runWorld(plan)]
        expect(two.hash()).toBe(one.hash())
        expect(two.trace).toEqual(one.trace)
      }
    }
  }, 60_000)

  it('makes worlds with a backend of several nodes, too', async () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const { evidence } = await runWorld(makePlan(seed, 'backend'))
      expect(check(evidence), `seed ${seed}`).toEqual([])
    }
  }, 60_000)

  it('makes worlds in which much happens, and nothing that must not', async () => {
    const shown = new Set<string>()
    const refunds = new Set<string>()
    let faultless = 0
    for (let seed = 1; seed <= 60; seed += 1) {
      const { evidence } = await runWorld(makePlan(seed))
      expect(check(evidence), `seed ${seed}`).toEqual([])
      if (evidence.faultless) faultless += 1
      for (const { screen } of evidence.screen) shown.add(screen)
      for (const { state } of evidence.refundLines) refunds.add(state)
    }
    expect(faultless).toBeGreaterThanOrEqual(6)
    expect([...shown]).toEqual(
      expect.arrayContaining(['paid', 'not-charged', 'stopped', 'returning', 'unknown']),
    )
    expect([...refunds]).toEqual(
      expect.arrayContaining(['submitting', 'confirming', 'accepted', 'refunded', 'refused']),
    )
  }, 60_000)
})
