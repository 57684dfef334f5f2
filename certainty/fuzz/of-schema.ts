import fc from 'fast-check'
import { z } from 'zod'

type Json = z.core.JSONSchema.JSONSchema
type Schema = z.core.JSONSchema._JSONSchema

/** A day as WeChat writes it; calls want two of them at once. */
const DAY = '20260520'
/** Other texts that some field wants and no pattern tells: dates, addresses, names. */
const LIKELY = ['2026-05-20', 'https://shop.example/', '123456', '192.0.2.1', 'a', '']

/** Objects of which nothing is said but that they are there. */
const anything = fc.anything({ maxDepth: 3, withNullPrototype: true, withBigInt: false })

/** Values that a schema describes, as far as its JSON form tells: rules that only code knows may still refuse them. */
export function rightFor(schema: z.ZodType): fc.Arbitrary<unknown> {
  const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
  return valuesOf(json, json.$defs ?? {})
}

/** The same, half of them changed in a place or two, and now and then anything at all. */
export const nearlyRightFor = (schema: z.ZodType): fc.Arbitrary<unknown> => {
  const right = rightFor(schema)
  return fc.oneof(
    { weight: 3, arbitrary: right },
    {
      weight: 3,
      arbitrary: fc.tuple(right, edits).map(([value, changes]) => changes.reduce(edited, value)),
    },
    { weight: 1, arbitrary: anything },
  )
}

function valuesOf(schema: Schema, defs: Readonly<Record<string, Schema>>): fc.Arbitrary<unknown> {
  if (typeof schema === 'boolean') return anything
  const inner = (one: Schema): fc.Arbitrary<unknown> => valuesOf(one, defs)
  if (schema.$ref !== undefined) return inner(defs[schema.$ref.replace('#/$defs/', '')] ?? true)
  if (schema.const !== undefined) return fc.constant(schema.const)
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum)
  const choices = schema.anyOf ?? schema.oneOf
  if (choices !== undefined) return fc.oneof(...choices.map(inner))
  if (schema.allOf !== undefined)
    return fc
      .tuple(...schema.allOf.map(inner))
      .map((parts) => Object.assign({}, ...parts) as unknown)
  switch (schema.type) {
    case 'object':
      return objectsOf(schema, inner)
    case 'array':
      return listsOf(schema, inner)
    case 'string':
      return textsOf(schema)
    case 'integer':
      return wholeNumbersOf(schema)
    case 'number':
      return fc.oneof(wholeNumbersOf(schema), fc.double({ noNaN: true, min: 0, max: 1e9 }))
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    default:
      return fc.oneof(fc.constant(undefined), anything)
  }
}

const OPTIONAL_MAX = 3

type Inner = (one: Schema) => fc.Arbitrary<unknown>

function objectsOf(schema: Json, inner: Inner): fc.Arbitrary<unknown> {
  const properties = Object.entries(schema.properties ?? {})
  if (properties.length === 0 && typeof schema.additionalProperties === 'object')
    return fc.dictionary(fc.string({ maxLength: 12 }), inner(schema.additionalProperties), {
      maxKeys: 3,
    })
  const required = schema.required ?? []
  const optional = properties.map(([name]) => name).filter((name) => !required.includes(name))
  // Of many that may be left out a few at a time: rules between them would refuse nearly all of any other mixture.
  const some = fc.subarray(optional, { maxLength: Math.min(optional.length, OPTIONAL_MAX) })
  return some.chain((names) => {
    const there = properties.filter(([name]) => required.includes(name) || names.includes(name))
    const made = there.map(([name, one]) => [name, inner(one)] as const)
    return fc.record(Object.fromEntries(made), { noNullPrototype: true })
  })
}

function listsOf(schema: Json, inner: Inner): fc.Arbitrary<unknown> {
  if (Array.isArray(schema.prefixItems)) return fc.tuple(...schema.prefixItems.map(inner))
  const least = schema.minItems ?? 0
  const items = Array.isArray(schema.items) ? true : (schema.items ?? true)
  const most = Math.min(schema.maxItems ?? Infinity, least + 2)
  return fc.array(inner(items), { minLength: least, maxLength: most })
}

function textsOf({ pattern, minLength = 0, maxLength = 300 }: Json): fc.Arbitrary<string> {
  const fits = ({ length }: string): boolean => length >= minLength && length <= maxLength
  if (pattern !== undefined) {
    const form = new RegExp(pattern)
    const known = [DAY, ...LIKELY].filter((text) => fits(text) && form.test(text))
    const made = fc.stringMatching(form).filter(fits)
    return known.length === 0 ? made : fc.oneof(made, fc.constantFrom(...known))
  }
  const any = fc.string({ minLength, maxLength: Math.min(maxLength, minLength + 12) })
  const likely = LIKELY.filter(fits)
  return fc.oneof(
    any,
    likely.length === 0 ? any : fc.constantFrom(...likely),
    fits(DAY) ? fc.constant(DAY) : any,
  )
}

function wholeNumbersOf(schema: Json): fc.Arbitrary<number> {
  const { minimum, maximum, exclusiveMinimum: above, exclusiveMaximum: below } = schema
  const least = minimum ?? (typeof above === 'number' ? above + 1 : -1_000_000)
  const most = maximum ?? (typeof below === 'number' ? below - 1 : 1_000_000)
  return fc.oneof(
    fc.integer({ min: least, max: Math.min(most, least + 100) }),
    fc.constantFrom(least, most),
  )
}

interface Edit {
  readonly at: number
  readonly how: 'replace' | 'remove' | 'add'
  readonly put: unknown
}

const edits = fc.array(
  fc.record({
    at: fc.nat(200),
    how: fc.constantFrom<Edit['how'][]>('replace', 'remove', 'add'),
    put: fc.oneof(anything, fc.constantFrom(-1, 0, 1e20, 0.5, '', '2026-02-30', null, [], {})),
  }),
  { minLength: 1, maxLength: 2 },
)

type Place = readonly (string | number)[]

const isHolder = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null

const placesIn = (value: unknown, here: Place = []): readonly Place[] =>
  isHolder(value)
    ? [here, ...Object.keys(value).flatMap((key) => placesIn(value[key], [...here, key]))]
    : [here]

/** The value with one of its places changed. */
function edited(value: unknown, edit: Edit): unknown {
  const places = placesIn(value)
  const place = places[edit.at % places.length] ?? []
  return changedAt(value, place, edit)
}

function changedAt(value: unknown, [key, ...rest]: Place, edit: Edit): unknown {
  if (key === undefined)
    return edit.how === 'add' && isHolder(value) ? { ...value, more: edit.put } : edit.put
  if (!isHolder(value)) return value
  const copy: Record<string, unknown> = Array.isArray(value)
    ? (Object.assign([], value) as never)
    : { ...value }
  if (rest.length === 0 && edit.how === 'remove') delete copy[key]
  else copy[key] = changedAt(copy[key], rest, edit)
  return copy
}
