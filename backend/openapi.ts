import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { RestCall } from '../app/contract/rest-call.ts'
import { REST_CALLS } from '../app/contract/rest-calls.ts'
import { PROBLEMS, problemSchema } from '../app/contract/rest-problem.ts'
import { SIGNING_HEADERS } from '../app/contract/rest-signing.ts'

/** Where the committed document is. */
export const OPENAPI_FILE = path.resolve(import.meta.dirname, '../docs/openapi.json')

interface JsonSchema {
  readonly [name: string]: unknown
}

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): JsonSchema => {
  const { $schema: _, id: __, ...rest } = z.toJSONSchema(schema, { io, target: 'draft-2020-12' })
  return rest
}

const nameOf = (schema: z.ZodType): string => {
  const name = schema.meta()?.id
  if (name === undefined) throw new Error('a schema of the contract has no id')
  return name
}

const reference = (schema: z.ZodType, io: 'input' | 'output'): JsonSchema => {
  components.set(nameOf(schema), schemaOf(schema, io))
  return { $ref: `#/components/schemas/${nameOf(schema)}` }
}

const components = new Map<string, JsonSchema>()

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
      content: { 'application/problem+json': { schema: reference(problemSchema, 'output') } },
    },
  ])
  const hasBody = !(call.body instanceof z.ZodUndefined)
  return {
    operationId: name,
    summary: call.summary,
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

const signing = Object.entries(SIGNING_HEADERS)

/** The contract as an OpenAPI 3.1 document. */
export function openApi(): JsonSchema {
  const paths: Record<string, Record<string, JsonSchema>> = {}
  for (const [name, call] of Object.entries(REST_CALLS)) {
    paths[call.path] = { ...paths[call.path], [call.method.toLowerCase()]: operation(name, call) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Quick Pay merchant backend', version: '1' },
    paths,
    components: {
      schemas: Object.fromEntries(components),
      securitySchemes: Object.fromEntries(
        signing.map(([part, name]) => [part, { type: 'apiKey', in: 'header', name }]),
      ),
    },
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(OPENAPI_FILE, `${JSON.stringify(openApi(), null, 2)}\n`)
}
