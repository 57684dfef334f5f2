import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { RestCall } from '../app/contract/rest-call.ts'
import { REST_CALLS } from '../app/contract/rest-calls.ts'
import { PROBLEMS, problemSchema } from '../app/contract/rest-problem.ts'
import { CLOCK_SKEW_MAX_MS, SIGNING_HEADERS } from '../app/contract/rest-signing.ts'

/** Where the committed document is. */
export const OPENAPI_FILE = path.resolve(import.meta.dirname, '../docs/openapi.json')

interface JsonSchema {
  readonly [name: string]: unknown
}

const nameOf = (schema: z.ZodType): string => {
  const name = schema.meta()?.id
  if (name === undefined) throw new Error('a schema of the contract has no id')
  return name
}

/** Puts a schema and all that it names among the components: a reference of OpenAPI begins at the document's root. */
const reference = (schema: z.ZodType, io: 'input' | 'output'): JsonSchema => {
  const name = nameOf(schema)
  const made = z.toJSONSchema(schema, { io, target: 'draft-2020-12' })
  const { $schema: _, $defs = {}, id: __, ...own } = made
  const named = own.$ref === `#/$defs/${name}` ? $defs : { ...$defs, [name]: own }
  for (const [id, { id: ___, ...one }] of Object.entries(named)) {
    const text = JSON.stringify(one).replaceAll('"#/$defs/', '"#/components/schemas/')
    const known = components.get(id)
    if (known !== undefined && known !== text) throw new Error(`${id}: two schemas of one name`)
    components.set(id, text)
  }
  return { $ref: `#/components/schemas/${name}` }
}

const readSchema = (text: string): unknown => JSON.parse(text)

const components = new Map<string, string>()

const parametersOf = (schema: z.ZodType, place: 'path' | 'query'): readonly JsonSchema[] => {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input' })
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema: property,
  }))
}

function operation(name: string, call: RestCall): JsonSchema {
  const type = call.stream === true ? 'text/event-stream' : 'application/json'
  const content =
    call.file === undefined
      ? { [type]: { schema: reference(call.answer, 'output') } }
      : Object.fromEntries(call.file.map((one) => [one, {}]))
  const statuses = new Set(call.problems.map((code) => PROBLEMS[code].status))
  const answers = [...statuses].map((status) => [
    String(status),
    {
      description: call.problems
        .filter((code) => PROBLEMS[code].status === status)
        .map((code) => `${code}: ${PROBLEMS[code].title}`)
        .join('. '),
      ...(status === PROBLEMS['too-many-requests'].status ? { headers: RETRY_AFTER } : {}),
      content: { 'application/problem+json': { schema: reference(problemSchema, 'output') } },
    },
  ])
  const stream = call.stream === true ? { description: STREAM } : {}
  const hasBody = !(call.body instanceof z.ZodUndefined)
  return {
    operationId: name,
    summary: call.summary,
    ...stream,
    security: call.signed ? [Object.fromEntries(signing.map(([part]) => [part, []]))] : [],
    parameters: [...parametersOf(call.params, 'path'), ...parametersOf(call.query, 'query')],
    ...(hasBody
      ? {
          requestBody: {
            required: true,
            content: { 'application/json': { schema: reference(call.body, 'input') } },
          },
        }
      : {}),
    responses: {
      200: {
        description: 'Done',
        content,
      },
      ...Object.fromEntries(answers),
    },
  }
}

/** What a header of a signed request holds. */
const HEADERS: Readonly<Record<keyof typeof SIGNING_HEADERS, string>> = {
  device: 'The device’s id, from its enrolment',
  time: `Milliseconds since 1970, at most ${CLOCK_SKEW_MAX_MS / 1_000} s off; serverTimeMs of a problem corrects it`,
  nonce: '16 to 64 of A–Z a–z 0–9 _ -, new for each request, also for one that is repeated',
  signature:
    'base64url of the Ed25519 signature of five lines, joined by a line feed, none after the last: method, path with query as in the request line, time, nonce, SHA-256 of the body (of nothing: of no bytes) in lower-case hexadecimal',
}

const CONTRACT =
  'A till makes a payment’s id and writes it down before it asks. The same request again is the same payment; another one under its id is refused. GET settles every doubt; events only say that it is time to look. Only the status "paid" says: hand over.'

const STREAM =
  'Each event has one line of data, a JSON document: a Payment, or, where the event is named "refund", a Refund. An id is the document’s id and version; Last-Event-ID is not needed, since each stream begins with what is open or changed in the last ten minutes. A document with a smaller version than one known is old news. A comment every 15 s keeps the line open. The server ends the stream when it drains or the device is revoked: come back, elsewhere.'

const RETRY_AFTER = {
  'Retry-After': {
    description: 'Seconds; with too-many-requests only. The request has done nothing',
    schema: { type: 'integer' },
  },
} as const

const signing = Object.entries(SIGNING_HEADERS)

/** The contract as an OpenAPI 3.1 document. */
export function openApi(): JsonSchema {
  const paths: Record<string, Record<string, JsonSchema>> = {}
  for (const [name, call] of Object.entries(REST_CALLS)) {
    paths[call.path] = { ...paths[call.path], [call.method.toLowerCase()]: operation(name, call) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Quick Pay merchant backend', version: '1', description: CONTRACT },
    paths,
    components: {
      schemas: Object.fromEntries([...components].map(([id, text]) => [id, readSchema(text)])),
      securitySchemes: Object.fromEntries(
        signing.map(([part, name]) => [
          part,
          // Proven by SIGNING_HEADERS: these are its parts.
          {
            type: 'apiKey',
            in: 'header',
            name,
            description: HEADERS[part as keyof typeof HEADERS],
          },
        ]),
      ),
    },
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(OPENAPI_FILE, `${JSON.stringify(openApi(), null, 2)}\n`)
}
