/** Payers over the control API: who they are, what their phones show, what they do with the dialog. */
import { z } from 'zod'
import { sentinelOf } from '../faults/sentinels.ts'
import { closeDialog, enterPassword, mistype } from '../dialog.ts'
import type { Payer } from '../model.ts'
import {
  createPayer,
  issueCode,
  setBalance,
  settingsOfMood,
  shownCode,
  viewPayer,
} from '../payers.ts'
import type { World } from '../world.ts'
import { drawCode } from './barcode.ts'
import { newPayerSchema, type PayerChange, payerChangeSchema, type ShownCode } from './contract.ts'
import { type ControlRoute, json, problem, type Reply, route } from './route.ts'

const none = z.unknown()

/** Undefined values out, so that they do not overwrite settings. */
const given = <T extends object>(change: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  // Only the undefined ones were taken away.
  Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }

const settingsOf = ({ mood, ...change }: Omit<PayerChange, 'balance'>): Partial<Payer> => ({
  ...(mood === undefined ? {} : settingsOfMood(mood)),
  ...given(change),
})

function codeView(world: World, payer: Payer): ShownCode {
  const { code, issued } = shownCode(world, payer)
  const { issuedAtMs, expiresAtMs, usedBy } = issued
  return { code, issuedAtMs, expiresAtMs, used: usedBy !== null }
}

type PayerHandler<T> = (payer: Payer, ask: T) => Reply | Promise<Reply>

/** Handlers of calls whose address names a payer. */
const withPayerOf =
  ({ books }: World) =>
  <T>(act: PayerHandler<T>) =>
  (ask: T, id: string): Reply | Promise<Reply> => {
    const payer = books.payers.get(id)
    return payer ? act(payer, ask) : problem(404, 'no-such-payer')
  }

export function payerRoutes(world: World): readonly ControlRoute[] {
  const { books } = world
  const withPayer = withPayerOf(world)
  const view = (payer: Payer): Reply => json(viewPayer(world, books.payers.get(payer.id) ?? payer))
  return [
    route(['GET', '/payers'], none, () =>
      json([...books.payers.values()].map((payer) => viewPayer(world, payer))),
    ),
    route(['POST', '/payers'], newPayerSchema, ({ id, balance, ...change }) =>
      view(createPayer(world, given({ ...settingsOf(change), id, balance }))),
    ),
    route(['GET', '/payers/*'], none, withPayer(view)),
    route(
      ['PATCH', '/payers/*'],
      payerChangeSchema,
      withPayer((payer, { balance, ...change }) => {
        const value = books.put({ kind: 'payer', value: { ...payer, ...settingsOf(change) } })
        if (balance !== undefined) setBalance(world, value, balance)
        return view(value)
      }),
    ),
    route(
      ['GET', '/payers/*/history'],
      none,
      withPayer((payer) =>
        json([...books.orders.values()].filter(({ payerId }) => payerId === payer.id).toReversed()),
      ),
    ),
    ...codeRoutes(world),
    ...dialogRoutes(world),
  ]
}

const newCodeSchema = z.strictObject({
  code: z
    .string()
    .regex(/^\d{18}$/)
    .optional(),
})

const drawingSchema = z.looseObject({ kind: z.enum(['barcode', 'qr']).default('barcode') })

function codeRoutes(world: World): readonly ControlRoute[] {
  const withPayer = withPayerOf(world)
  return [
    route(
      ['GET', '/payers/*/code'],
      none,
      withPayer((payer) => json(codeView(world, payer))),
    ),
    route(
      ['POST', '/payers/*/code'],
      newCodeSchema,
      withPayer((payer, { code }) => {
        issueCode(world, payer, code)
        return json(codeView(world, payer))
      }),
    ),
    route(
      ['GET', '/payers/*/code.svg'],
      drawingSchema,
      withPayer((payer, { kind }) => drawCode(kind, shownCode(world, payer).code)),
    ),
    // Printed codes are no secret.
    route(['GET', '/codes/*.svg'], none, (_ask, code) =>
      sentinelOf(code) ? drawCode('barcode', code) : problem(404, 'no-printed-code'),
    ),
  ]
}

function dialogRoutes(world: World): readonly ControlRoute[] {
  const withPayer = withPayerOf(world)
  return [
    route(
      ['POST', '/payers/*/password'],
      z.strictObject({ password: z.string().optional() }),
      withPayer((payer, { password }) => json(enterPassword(world, payer, password))),
    ),
    route(
      ['POST', '/payers/*/mistype'],
      none,
      withPayer((payer) => json(mistype(world, payer))),
    ),
    route(
      ['POST', '/payers/*/cancel'],
      none,
      withPayer((payer) => json(closeDialog(world, payer))),
    ),
  ]
}
