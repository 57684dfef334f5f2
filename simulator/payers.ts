/** Payers: who they are, what is in their wallet, and the codes their phones show. */
import { hash } from 'node:crypto'
import type { IssuedCode, Order, Payer, PayerSettings, PayerView } from './model.ts'
import type { World } from './world.ts'

export const DEFAULT_PAYER: PayerSettings = {
  name: '',
  currency: 'CNY',
  bankType: 'CFT',
  password: '123456',
  passwordRule: 'by-rule',
  passwordFreeLimit: null,
  passwordFreePerDay: null,
  reaction: 'person',
  reactionMs: 3_000,
  whenPoor: 'refused',
  online: true,
  refreshesCode: true,
  coupons: [],
}

/** Several settings at once, under the name of the payer's mood. */
export const MOODS = {
  normal: {},
  'pays-at-once': { passwordRule: 'never' },
  'asks-password': { passwordRule: 'always' },
  'enters-password': { passwordRule: 'always', reaction: 'pays' },
  'wrong-password': { passwordRule: 'always', reaction: 'mistypes-then-pays' },
  cancels: { passwordRule: 'always', reaction: 'cancels' },
  ignores: { passwordRule: 'always', reaction: 'ignores' },
  offline: { online: false },
  'same-code': { refreshesCode: false },
} as const satisfies Record<string, Partial<PayerSettings>>

export type Mood = keyof typeof MOODS

export const isMood = (text: string): text is Mood => Object.hasOwn(MOODS, text)

/** What every mood decides; a mood resets those that it does not name. */
const moodDefaults = {
  passwordRule: DEFAULT_PAYER.passwordRule,
  reaction: DEFAULT_PAYER.reaction,
  online: DEFAULT_PAYER.online,
  refreshesCode: DEFAULT_PAYER.refreshesCode,
}

export const settingsOfMood = (mood: Mood): Partial<PayerSettings> => ({
  ...moodDefaults,
  ...MOODS[mood],
})

function moodOf(payer: Payer): Mood | 'custom' {
  const same = (mood: Mood): boolean =>
    Object.entries(settingsOfMood(mood)).every(
      ([name, value]) => payer[name as keyof PayerSettings] === value, // names come from PayerSettings
    )
  return Object.keys(MOODS).filter(isMood).find(same) ?? 'custom'
}

/** Payer who is always there, and with how much. */
export const FIRST_PAYER = { id: 'alice', name: 'Alice', balance: 1_000_000 } as const

/** Where a payer's money lies in the books. */
export const walletOf = (payerId: string): string => `payer:${payerId}`

export const balanceOf = ({ books }: World, payer: Payer): number =>
  books.balance(walletOf(payer.id), payer.currency)

/** Makes the balance what it shall be, as one movement from or to the outside. */
export function setBalance(world: World, payer: Payer, balance: number): void {
  const change = balance - balanceOf(world, payer)
  const wallet = walletOf(payer.id)
  const [from, to] = change >= 0 ? ['world', wallet] : [wallet, 'world']
  const { currency } = payer
  world.books.move({
    kind: 'top-up',
    from,
    to,
    amount: Math.abs(change),
    currency,
    outTradeNo: '',
  })
}

export function createPayer(
  world: World,
  { id, balance, ...settings }: Partial<PayerSettings> & { id?: string; balance?: number },
): Payer {
  const { books, random, clock } = world
  const payerId = id ?? `payer-${random.digits(6)}`
  const payer: Payer = {
    ...DEFAULT_PAYER,
    name: payerId,
    ...settings,
    id: payerId,
    openId: books.payers.get(payerId)?.openId ?? `o${random.letters(27)}`,
    createdAtMs: clock.nowMs(),
  }
  books.put({ kind: 'payer', value: payer })
  setBalance(world, payer, balance ?? FIRST_PAYER.balance)
  return payer
}

/** The order whose dialog is open on the payer's phone; the newest, should there be two. */
export const openDialogOf = ({ books }: World, payerId: string): Order | undefined =>
  [...books.orders.values()]
    .toReversed()
    .find((order) => order.payerId === payerId && order.dialog !== null)

export const viewPayer = (world: World, payer: Payer): PayerView => ({
  ...payer,
  mood: moodOf(payer),
  balance: balanceOf(world, payer),
  dialogOrder: openDialogOf(world, payer.id)?.outTradeNo ?? null,
})

/** What the books know a payment code by. */
export const hashCode = (code: string): string => hash('sha256', code)

/** Codes that begin so are the printed ones of sentinels.ts and are never shown by a phone. */
export const SENTINEL_PREFIX = '1000'

function newDigits({ random, settings }: World, payer: Payer): string {
  const fits = settings.codePrefixes.filter((prefix) =>
    payer.currency === 'HKD' ? prefix.startsWith('15') : !/^1[56]/.test(prefix),
  )
  const prefix = fits[Number(random.digits(4)) % fits.length] ?? '13'
  const code = prefix + random.digits(18 - prefix.length)
  return code.startsWith(SENTINEL_PREFIX) ? `13${code.slice(2)}` : code
}

/** Gives the phone a new code; the one before it stays good for the rest of its minute, unless it was used. */
export function issueCode(world: World, payer: Payer, digits?: string): IssuedCode {
  const { books, clock, settings, shownCodes } = world
  const code = digits ?? newDigits(world, payer)
  shownCodes.set(payer.id, code)
  const issuedAtMs = clock.nowMs()
  const value: IssuedCode = {
    hash: hashCode(code),
    payerId: payer.id,
    issuedAtMs,
    expiresAtMs: issuedAtMs + settings.codeLifeMs,
    usedBy: null,
  }
  return books.put({ kind: 'code', value })
}

/** The code that the phone shows now: refreshed after a minute and after use, unless this phone never does. */
export function shownCode(world: World, payer: Payer): { code: string; issued: IssuedCode } {
  const { books, clock, shownCodes } = world
  const digits = shownCodes.get(payer.id)
  const shown = digits === undefined ? undefined : books.codes.get(hashCode(digits))
  const good = shown?.usedBy === null && clock.nowMs() < shown.expiresAtMs
  const issued = shown && (good || !payer.refreshesCode) ? shown : issueCode(world, payer)
  return { code: shownCodes.get(payer.id) ?? '', issued }
}
