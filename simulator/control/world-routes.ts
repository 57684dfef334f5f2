/** The simulator as a whole over the control API: ready line, reset, settings, time. */
import { z } from 'zod'
import type { Service } from '../api/serve.ts'
import type { SimulatedClock } from '../clock.ts'
import { changeSettings, settingsChangeSchema } from '../settings.ts'
import type { ReadyLine } from '../ready-line.ts'
import { type ControlRoute, json, route } from './route.ts'

const none = z.unknown()

export interface WorldControl {
  readonly service: Service
  readonly clock: SimulatedClock
  readonly ready: () => ReadyLine
  readonly reset: () => void
}

export function worldRoutes({
  service,
  clock,
  ready,
  reset,
}: WorldControl): readonly ControlRoute[] {
  const world = service.worlds.real
  const time = (): object => ({ nowMs: clock.nowMs(), frozen: clock.frozen, speed: clock.speed })
  return [
    route(['GET', '/ready'], none, () => json(ready())),
    route(['POST', '/reset'], none, () => {
      reset()
      return json({})
    }),
    route(['GET', '/settings'], none, () => json(world.settings)),
    route(['PATCH', '/settings'], settingsChangeSchema, (change) => {
      world.settings = changeSettings(world.settings, change)
      return json(world.settings)
    }),
    route(['GET', '/clock'], none, () => json(time())),
    route(
      ['POST', '/clock/advance'],
      z.strictObject({ ms: z.number().nonnegative() }),
      async ({ ms }) => {
        await clock.advance(ms)
        world.books.put({ kind: 'clock', value: clock.offsetMs() })
        return json(time())
      },
    ),
  ]
}
