/** Takes a payment code at its word, or says what is wrong with it. */
import { fail, type Result, succeed } from '../../app/result.ts'
import { type Outcome, refusal } from '../errors.ts'
import { sentinelOf, sentinelPayer } from '../faults/sentinels.ts'
import type { Payer, PayerSettings } from '../model.ts'
import { createPayer, hashCode } from '../payers.ts'
import type { World } from '../world.ts'

export interface CodeHolder {
  readonly payer: Payer
  readonly hash: string
}

/** Payer of the sandboxes, where every code will do. */
const SANDBOX_PAYER = 'sandbox'

/** Made anew for every order, so that nothing of an earlier case is left. */
export const sandboxPayer = (world: World, settings: Partial<PayerSettings> = {}): Payer =>
  createPayer(world, { ...settings, id: SANDBOX_PAYER, balance: 1_000_000_000 })

/**
 * Who pays with this code. In production expired and used codes come back as AUTH_CODE_INVALID with a text that
 * begins with 101; the documented codes are used when the setting says so.
 */
export function holderOf(world: World, code: string): Result<CodeHolder, Outcome> {
  const { books, settings, clock } = world
  const hash = hashCode(code)
  const prefixFits = settings.codePrefixes.some((prefix) => code.startsWith(prefix))
  if (!/^\d{18}$/.test(code) || !prefixFits) return fail(refusal('AUTH_CODE_INVALID'))
  if (!world.codesAreChecked)
    return succeed({ payer: books.payers.get(SANDBOX_PAYER) ?? sandboxPayer(world), hash })
  const sentinel = sentinelOf(code)
  if (sentinel) return succeed({ payer: sentinelPayer(world, sentinel), hash })

  const issued = books.codes.get(hash)
  const payer = issued && books.payers.get(issued.payerId)
  if (!payer) return fail(refusal('AUTH_CODE_INVALID'))
  const documented = settings.codeErrors === 'documented'
  if (issued.usedBy !== null)
    return fail(
      documented
        ? refusal('AUTH_CODE_ERROR')
        : refusal('AUTH_CODE_INVALID', '101 每个二维码仅限使用一次，请刷新再试'),
    )
  if (clock.nowMs() >= issued.expiresAtMs)
    return fail(
      documented
        ? refusal('AUTHCODEEXPIRE')
        : refusal('AUTH_CODE_INVALID', '101 付款码已过期,请退出重试'),
    )
  return succeed({ payer, hash })
}

/** From now on the code is used up, whatever becomes of the payment. */
export function useCode({ books }: World, hash: string, orderKey: string): void {
  const issued = books.codes.get(hash)
  if (issued) books.put({ kind: 'code', value: { ...issued, usedBy: orderKey } })
}
