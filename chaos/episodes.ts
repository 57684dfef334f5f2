import type { ControlClient } from '../simulator/control-client.ts'
import type { Weather } from './disturbances.ts'
import { ALL_FAULTS, type LinkMood } from './line-fault.ts'

/** A stretch of a storm with a character of its own. */
export interface Episode {
  readonly name: string
  readonly weather: Weather
  /** On the ways between tills, load balancer and nodes. */
  readonly shop: LinkMood
  /** On the ways from nodes to PostgreSQL. */
  readonly database: LinkMood
  /** On the ways from nodes to WeChat Pay. */
  readonly wechat: LinkMood
  /** Share of requests that the load balancer sends twice. */
  readonly doubling: number
  /** What WeChat Pay itself does wrong. */
  readonly simulator: (control: ControlClient) => Promise<unknown>
}

const mood = (rate: number, bytesMax: number, kinds = ALL_FAULTS): LinkMood => ({
  rate,
  kinds,
  bytesMax,
})

/** All that WeChat Pay may do after which every order can still come to a certain end. Lies that only the bill shows are left out. */
const WECHAT_FAULTS = `
  lost-before lost-after reset-before reset-after closed-after truncated
  forged other-key no-signature other-order other-amount other-currency
  html-before html-after empty-body doctype huge slow
  unsigned-before unsigned-after answered-twice request-twice
  error:SYSTEMERROR error:BANKERROR error:SOMETHING_NEW`
  .split(/\s+/)
  .filter(Boolean)

/** Held up on the way for longer than a call waits, but not for longer than a code lives. */
const HELD_UP_MS = 12_600
const SLOW_QUERY_MS = 700

async function faultsAtRandom(control: ControlClient, rate: number): Promise<void> {
  await control.clearFaults()
  await control.randomFaults({ rate, presets: WECHAT_FAULTS })
}

const EVERYTHING: Weather = {
  deeds: [
    'kill',
    'kill',
    'drain',
    'pause',
    'pause',
    'crash-postgres',
    'outage',
    'outage',
    'sever-postgres',
  ],
  everyMs: [1_000, 4_000],
  pauseMs: [300, 6_000],
}

/** Every kind of fault at once, each of them rare enough that most payments get somewhere. */
const storm: Episode = {
  name: 'storm',
  weather: EVERYTHING,
  shop: mood(0.12, 6_000),
  database: mood(0.15, 60_000),
  wechat: mood(0.15, 8_000),
  doubling: 0.03,
  simulator: (control) => faultsAtRandom(control, 0.12),
}

/** A database that is slow to reach: reads are old by the time that something is written. */
const slowDatabase: Episode = {
  ...storm,
  name: 'slow-database',
  weather: { ...EVERYTHING, deeds: ['sever-postgres', 'nothing', 'nothing', 'pause'] },
  shop: mood(0, 1),
  database: mood(1, 10_000, ['delay']),
  wechat: mood(0.1, 8_000),
}

const GOOD_NETWORK = {
  shop: mood(0, 1),
  database: mood(0, 1),
  wechat: mood(0, 1),
  doubling: 0,
} as const

/** Every submit arrives so much later. */
const holdSubmits = (control: ControlClient, byMs: number): Promise<unknown> =>
  control.addFault({
    times: 0,
    when: { operation: 'submit' },
    behaviour: { arriveAfterMs: byMs },
  })

/**
 * Submits that arrive late and owners that are paused: their answers say "no such order", and are told after another node
 * has taken over and the order was made after all. Only the fence keeps those answers out.
 */
const pausedOwners: Episode = {
  name: 'paused-owners',
  weather: { deeds: ['pause'], everyMs: [2_500, 4_500], pauseMs: [3_300, 4_700] },
  ...GOOD_NETWORK,
  async simulator(control) {
    await control.clearFaults()
    await holdSubmits(control, HELD_UP_MS)
    await control.addFault({
      times: 0,
      when: { operation: 'query' },
      behaviour: { delivery: { kind: 'normal', afterMs: SLOW_QUERY_MS } },
    })
  },
}

/** Before the code dies, and long after the first revokes have met nothing. */
const LAST_MOMENT_MS = 13_000

/**
 * Orders that are charged in the last moment of their code's life, and that WeChat's queries do not see yet. Revokes from before met nothing, and say so
 * slowly; many later ones are lost. An owner that was paused with such an old answer tells it while its successor's own revoke is
 * under way: taken for that one's answer it would prove what is not so. Only the fence keeps it out.
 */
const answersOfThePast: Episode = {
  name: 'answers-of-the-past',
  weather: { deeds: ['pause-revoker'], everyMs: [300, 600], pauseMs: [4_600, 5_200] },
  ...GOOD_NETWORK,
  async simulator(control) {
    await control.clearFaults()
    await holdSubmits(control, LAST_MOMENT_MS)
    await control.addFault({ times: 0, preset: 'query-not-found' })
    await control.randomFaults({ rate: 1, presets: ['revoke-lost-before', 'revoke-answered-late'] })
  },
}

/** PostgreSQL that ends as in a power cut, and nodes that are killed, on a good network. */
const crashes: Episode = {
  ...storm,
  name: 'crashes',
  weather: { ...EVERYTHING, deeds: ['crash-postgres', 'kill'], everyMs: [2_000, 6_000] },
  ...GOOD_NETWORK,
  simulator: (control) => control.clearFaults(),
}

/** WeChat Pay at its worst, on a good network. */
const badWechat: Episode = {
  ...storm,
  name: 'bad-wechat',
  weather: { ...EVERYTHING, deeds: ['kill', 'pause', 'nothing'] },
  shop: mood(0, 1),
  database: mood(0, 1),
  wechat: mood(0.4, 6_000),
  doubling: 0,
  async simulator(control) {
    await faultsAtRandom(control, 0.35)
    await control.changeSettings({ revokeWhilePaying: 'refused' })
  },
}

export const EPISODES: readonly [Episode, ...Episode[]] = [
  storm,
  slowDatabase,
  pausedOwners,
  answersOfThePast,
  crashes,
  badWechat,
]

/** Ends what an episode asked of WeChat Pay. */
export async function calmWechat(control: ControlClient): Promise<void> {
  await control.clearFaults()
  await control.changeSettings({ revokeWhilePaying: 'accepted', latencyMs: 0 })
}
