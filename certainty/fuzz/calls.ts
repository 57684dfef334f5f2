import fc from 'fast-check'
import type { z } from 'zod'
import { asks } from '../../app/contract/contract.ts'
import { configurationSchema } from '../../app/contract/configuration.ts'
import { REST_CALLS } from '../../app/contract/rest-calls.ts'
import { nearlyRightFor } from './of-schema.ts'
import { target } from './target.ts'

/** What a decoder says of an input, never with an exception. A call that is not there any more is refused as well. */
const said = (schema: z.ZodType | undefined, value: unknown): 'read' | 'refused' =>
  schema?.safeParse(value).success === true ? 'read' : 'refused'

const keysOf = <T extends object>(of: T): readonly (keyof T & string)[] =>
  // The keys are those of the object itself.
  Object.keys(of) as (keyof T & string)[]

/** A call's name, which can be kept, and what is nearly right for it. */
const ask = fc.oneof(
  ...keysOf(asks).map((name) => fc.tuple(fc.constant(name), nearlyRightFor(asks[name]))),
)

/** Every call of the page is accepted, and refused, without an exception. */
export const ipc = target('calls of the page', {
  inputs: ask,
  reaches: keysOf(asks),
  outcome: ([name, value], reached) => {
    const heard = said(asks[name], value)
    if (heard === 'read') reached(name)
    return heard
  },
})

const PARTS = ['body', 'params', 'query'] as const

const request = fc.oneof(
  ...keysOf(REST_CALLS).flatMap((name) =>
    PARTS.map((part) => fc.tuple(fc.constant(name), nearlyRightFor(REST_CALLS[name][part]))),
  ),
)

/** The same for the calls of the backend: each part of each. */
export const rest = target('calls of the backend', {
  inputs: request,
  reaches: keysOf(REST_CALLS).flatMap((name) => PARTS.map((part) => `${name}: ${part}`)),
  outcome: ([name, value], reached) => {
    const call: (typeof REST_CALLS)[typeof name] | undefined = REST_CALLS[name]
    const heard = PARTS.map((part) => {
      const one = said(call?.[part], value)
      if (one === 'read') reached(`${name}: ${part}`)
      return one
    })
    return heard.join(', ')
  },
})

/** A configuration file, right or not. */
export const configuration = target('configuration files', {
  inputs: nearlyRightFor(configurationSchema),
  reaches: ['read', 'refused'],
  outcome: (value, reached) => {
    const heard = said(configurationSchema, value)
    reached(heard)
    return heard
  },
})
