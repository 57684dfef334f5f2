import { expectAgreement } from './agreement.ts'
import { BRISK, expect, type Shop, test } from './shop.ts'

/** A point in a payment at which the power goes, and how the till gets there. */
interface Crash {
  readonly at: string
  readonly until: (shop: Shop) => Promise<unknown>
  /** Screens on which it may end: what WeChat's books hold decides which. */
  readonly ends: string
}

const CRASHES: readonly Crash[] = [
  {
    at: 'while the submit is under way and was charged',
    async until({ simulator }) {
      await simulator.control.addFault({
        behaviour: { effect: 'done', delivery: { kind: 'hang' } },
      })
      return () => simulator.control.waitFor({ order: { state: 'SUCCESS' } })
    },
    ends: 'paid',
  },
  {
    at: 'while the submit is under way and was not charged',
    async until({ simulator }) {
      await simulator.control.addFault({
        behaviour: { effect: 'none', delivery: { kind: 'hang' } },
      })
      return () => simulator.control.waitFor({ requests: { operation: 'submit', atLeast: 1 } })
    },
    ends: 'stopped',
  },
  {
    at: 'while the payer types the password',
    async until({ simulator }) {
      await simulator.control.changePayer('alice', { mood: 'ignores' })
      return () => simulator.control.waitFor({ requests: { operation: 'query', atLeast: 1 } })
    },
    ends: 'stopped',
  },
  {
    at: 'while the payer types the password, who then pays',
    async until({ simulator }) {
      await simulator.control.changePayer('alice', { mood: 'asks-password' })
      return () => simulator.control.waitFor({ dialog: { payerId: 'alice' } })
    },
    ends: 'paid',
  },
  {
    at: 'while the result is unknown',
    async until({ simulator }) {
      const answer = { kind: 'error', code: 'SYSTEMERROR' } as const
      await simulator.control.addFault({ behaviour: { effect: 'done', answer } })
      await simulator.control.addFault({
        when: { operation: 'query' },
        times: 2,
        behaviour: { answer },
      })
      return () => simulator.control.waitFor({ requests: { operation: 'query', atLeast: 1 } })
    },
    ends: 'paid',
  },
  {
    at: 'while it is being revoked',
    async until({ simulator }) {
      await simulator.control.changePayer('alice', { mood: 'ignores' })
      await simulator.control.addFault({
        when: { operation: 'revoke' },
        behaviour: { effect: 'none', delivery: { kind: 'hang' } },
      })
      return () => simulator.control.waitFor({ requests: { operation: 'revoke', atLeast: 1 } })
    },
    ends: 'stopped',
  },
]

function crashes(ending: string): void {
  for (const crash of CRASHES.filter(({ ends }) => ends === ending)) {
    test(`killed ${crash.at}, the till ends as WeChat’s books say`, async ({ shop }) => {
      const reached = (await crash.until(shop)) as () => Promise<unknown>
      await shop.enter(1280)
      await shop.scanPayer()
      await reached()
      await shop.kill()
      await shop.simulator.control.clearFaults()
      if (crash.at.endsWith('then pays')) await shop.simulator.control.enterPassword('alice')
      await shop.open()
      await shop.sees(crash.ends, 30_000)
      await expect(shop.page().getByText('Found after a restart').first()).toBeVisible()
      expect(await shop.simulator.control.requests({ operation: 'submit' })).toHaveLength(1)
      await expectAgreement(shop)
    })
  }
}

crashes('stopped')

test.describe('what was paid meanwhile', () => {
  // A slow machine takes longer to start the till again than brisk waits are long: it would rightly be given up and revoked.
  test.use({
    shopOptions: {
      configuration: { timing: { ...BRISK, giveUpAfterMs: 40_000, absentAfterMs: 50_000 } },
      simulator: ['--set', 'codeLifeMs=60000', '--set', 'autoRevokeMs=45000'],
    },
  })
  crashes('paid')
})

test('killed before a code was scanned, the till keeps the sale', async ({ shop }) => {
  await shop.enter(1280)
  await shop.kill()
  await shop.open()
  await shop.sees('ready')
  await shop.scanPayer()
  await shop.sees('paid')
  await expectAgreement(shop)
})

test('killed while it needs a manager, the till goes on until it is settled', async ({ shop }) => {
  await shop.simulator.control.changePayer('alice', { mood: 'ignores' })
  await shop.simulator.control.addFault({
    when: { operation: 'revoke' },
    times: 0,
    behaviour: { effect: 'none', delivery: { kind: 'reset' } },
  })
  await shop.simulator.control.addFault({
    when: { operation: 'query' },
    times: 0,
    behaviour: { answer: { kind: 'unsigned', message: 'system error' } },
  })
  await shop.enter(1280)
  await shop.scanPayer()
  await shop.sees('needs-attention', 30_000)
  await shop.kill()
  await shop.open()
  await shop.sees('needs-attention')
  await shop.simulator.control.clearFaults()
  await shop.sees('stopped', 20_000)
  await expectAgreement(shop)
})
