/** Books, faults, time and settings over the control API. */
import { z } from 'zod'
import { injectDifferences } from '../api/bill-differences.ts'
import type { Service } from '../api/serve.ts'
import { walletOf } from '../payers.ts'
import { faultRequestSchema, randomFaultsSchema } from '../faults/behaviour.ts'
import { ERROR_CODES, PRESETS } from '../faults/presets.ts'
import { sentinelCode, SENTINELS } from '../faults/sentinels.ts'
import type { Operation, RecordedRequest } from '../model.ts'
import type { World } from '../world.ts'
import {
  billEditSchema,
  type BooksView,
  differencesAskSchema,
  type OrderView,
  type RequestFilter,
  requestFilterSchema,
  waitSchema,
} from './contract.ts'
import { type ControlRoute, json, problem, route } from './route.ts'
import { waitUntil } from './wait.ts'

const none = z.unknown()
const realmSchema = z.looseObject({ of: z.enum(['real', 'sandboxnew', 'xdc']).default('real') })

const WAIT_MS = 30_000

const viewBooks = ({ books }: World): BooksView => ({
  orders: [...books.orders.values()],
  refunds: [...books.refunds.values()],
  movements: [...books.movements],
  requests: [...books.requests],
  balances: [...books.balances()],
})

function viewOrder({ books }: World, outTradeNo: string): OrderView {
  const order = [...books.orders.values()].find((one) => one.outTradeNo === outTradeNo) ?? null
  const requests = books.requests.filter((request) => request.outTradeNo === outTradeNo)
  const seen: Partial<Record<Operation, number>> = {}
  for (const { operation } of requests) if (operation) seen[operation] = (seen[operation] ?? 0) + 1
  const wallet = walletOf(order?.payerId ?? '')
  const sum = (side: 'from' | 'to'): number =>
    books.movements
      .filter((movement) => movement.outTradeNo === outTradeNo && movement[side] === wallet)
      .reduce((total, { amount }) => total + amount, 0)
  return { order, seen, requests, charged: sum('from'), returned: sum('to') }
}

const filterRequests = (
  { books }: World,
  { operation, outTradeNo, afterSequence }: RequestFilter,
): readonly RecordedRequest[] =>
  books.requests.filter(
    (request) =>
      (operation === undefined || request.operation === operation) &&
      (outTradeNo === undefined || request.outTradeNo === outTradeNo) &&
      (afterSequence === undefined || request.sequence > Number(afterSequence)),
  )

export function bookRoutes(service: Service): readonly ControlRoute[] {
  const world = service.worlds.real
  return [
    route(['GET', '/books'], realmSchema, ({ of }) => json(viewBooks(service.worlds[of]))),
    route(['GET', '/orders'], realmSchema, ({ of }) => json(viewBooks(service.worlds[of]).orders)),
    route(['GET', '/orders/*'], realmSchema, ({ of }, outTradeNo) => {
      const view = viewOrder(service.worlds[of], outTradeNo)
      return view.order || view.requests.length > 0 ? json(view) : problem(404, 'no-such-order')
    }),
    route(['GET', '/requests'], requestFilterSchema, (filter) =>
      json(filterRequests(world, filter)),
    ),
    route(['POST', '/bill-edits'], billEditSchema, (edit) => {
      service.billEdits = [...service.billEdits, edit]
      return json({})
    }),
    route(['POST', '/bill-differences'], differencesAskSchema, (ask) => {
      const made = injectDifferences(world, ask)
      if (!made.ok) return problem(400, made.error.kind)
      service.billEdits = [...service.billEdits, ...made.value.edits]
      return json(made.value.injected)
    }),
    route(['DELETE', '/bill-edits'], none, () => {
      service.billEdits = []
      return json({})
    }),
    route(['POST', '/wait'], waitSchema, async ({ until, timeoutMs = WAIT_MS }) => {
      const found = await waitUntil(world.books, until, timeoutMs)
      return found === null ? problem(408, 'not-in-time') : json(found)
    }),
    ...faultRoutes(service),
  ]
}

function faultRoutes({ faults }: Service): readonly ControlRoute[] {
  return [
    route(['GET', '/faults'], none, () => json(faults.list())),
    route(['POST', '/faults'], faultRequestSchema, (ask) => {
      const added = faults.add(ask)
      return added.ok ? json(added.value) : problem(400, added.error.kind)
    }),
    route(['DELETE', '/faults'], none, () => {
      faults.clear()
      return json({})
    }),
    route(['DELETE', '/faults/*'], none, (_ask, id) =>
      faults.remove(id) ? json({}) : problem(404, 'no-such-fault'),
    ),
    route(['PUT', '/faults/random'], randomFaultsSchema, (plan) => {
      faults.setRandom(plan)
      return json({})
    }),
    route(['GET', '/presets'], none, () =>
      json({
        presets: [...PRESETS].map(([name, preset]) => ({ name, ...preset })),
        errorCodes: ERROR_CODES,
      }),
    ),
    route(['GET', '/sentinels'], none, () =>
      json(
        SENTINELS.map(({ number, name, zh, en }) => ({
          number,
          name,
          code: sentinelCode(number),
          zh,
          en,
        })),
      ),
    ),
  ]
}
