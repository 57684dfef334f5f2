import { describe, expect, it } from 'vitest'
import type { Plan } from '../../certainty/world/plan.ts'
import { shrinkBy } from '../../certainty/world/shrink.ts'

const sale = (atMs: number, minor: number) =>
  ({ atMs, till: 0, act: { kind: 'sell', minor } }) as const
const death = (step: number) => ({ till: 0, step, backAfterMs: 1, clockByMs: 0 })

const PLAN: Plan = {
  seed: 1,
  access: 'backend',
  wechat: { latencyMs: 3, codeLifeMs: 100 },
  payers: [{ balance: 5 }, { balance: 6, online: false }],
  tills: [{ clockAheadMs: 9 }, { clockAheadMs: 0 }, { clockAheadMs: 7 }],
  actions: Array.from({ length: 13 }, (_, index) => sale(index * 100, index + 1)),
  lineFaults: [1, 2, 3].map((nth) => ({ operation: 'query', nth, fault: { kind: 'refused' } })),
  diskFaults: [{ till: 0, nth: 1, how: 'fails' }],
  deaths: [death(3), death(8)],
  backend: {
    nodes: 4,
    lineTrouble: 0.2,
    storeTrouble: 0.1,
    deaths: [1, 2, 3, 4, 5].map((step) => ({ node: 0, step })),
  },
  calmAtMs: 100_000,
}

const MINIMUM: Plan = {
  seed: 1,
  access: 'backend',
  wechat: {},
  payers: [{ balance: 1_000_000 }, { balance: 1_000_000 }],
  tills: [{ clockAheadMs: 0 }],
  actions: [],
  lineFaults: [],
  diskFaults: [],
  deaths: [],
  backend: { nodes: 1, lineTrouble: 0, storeTrouble: 0, deaths: [] },
  calmAtMs: 1_000,
}

describe('a plan that fails', () => {
  it('shrinks to next to nothing when anything fails', async () => {
    expect(await shrinkBy(PLAN, async () => true)).toEqual(MINIMUM)
  })

  it('keeps what the failure needs and nothing else', async () => {
    const fails = async ({ actions, deaths, backend, tills, payers }: Plan): Promise<boolean> =>
      actions.some(({ act }) => act.kind === 'sell' && act.minor === 7) &&
      actions.some(({ act }) => act.kind === 'sell' && act.minor === 11) &&
      deaths.some(({ step }) => step === 8) &&
      backend.deaths.some(({ step }) => step === 4) &&
      backend.nodes >= 2 &&
      backend.storeTrouble > 0 &&
      tills.length >= 2 &&
      payers[1]?.balance === 6
    expect(await shrinkBy(PLAN, fails)).toEqual({
      ...MINIMUM,
      payers: [{ balance: 1_000_000 }, PLAN.payers[1]],
      tills: [{ clockAheadMs: 0 }, { clockAheadMs: 0 }],
      actions: [sale(600, 7), sale(1_000, 11)],
      deaths: [death(8)],
      backend: { nodes: 2, lineTrouble: 0, storeTrouble: 0.1, deaths: [{ node: 0, step: 4 }] },
      calmAtMs: 2_000,
    })
  })
})
