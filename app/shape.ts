/**
 * Tells whether a value from another process or a file is what it should be. For programs that start with the till and read little:
 * there the library that reads configurations and calls costs more than all they read.
 */
export type Shape<T> = (value: unknown) => value is T

/** The type that a shape lets through. */
export type Shaped<S> = S extends (value: unknown) => value is infer T ? T : never

type Fields = Readonly<Record<string, Shape<unknown>>>
type Whole<F, O> = { readonly [K in keyof F]: Shaped<F[K]> } & {
  readonly [K in keyof O]?: Shaped<O[K]> | undefined
}
type Plain<T> = { readonly [K in keyof T]: T[K] }

/** One of these. */
export const oneOf =
  <const V extends string | number | boolean | null | undefined>(
    ...values: readonly V[]
  ): Shape<V> =>
  (value): value is V =>
    values.some((one) => one === value)

export const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean'

/** Neither infinite nor "not a number". */
export const isNumber = (value: unknown): value is number => Number.isFinite(value)

/** An integer that a number holds exactly. */
export const wholeNumber =
  (min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER): Shape<number> =>
  (value): value is number =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max

/** Characters are counted as JavaScript counts them. */
export const text =
  ({ min = 0, max = Infinity }: { readonly min?: number; readonly max?: number } = {}) =>
  (value: unknown): value is string =>
    typeof value === 'string' && value.length >= min && value.length <= max

export const textLike =
  (pattern: RegExp): Shape<string> =>
  (value): value is string =>
    typeof value === 'string' && pattern.test(value)

export const nullable =
  <T>(shape: Shape<T>): Shape<T | null> =>
  (value): value is T | null =>
    value === null || shape(value)

export const listOf =
  <T>(
    shape: Shape<T>,
    { min = 0, max = Infinity }: { readonly min?: number; readonly max?: number } = {},
  ): Shape<readonly T[]> =>
  (value): value is readonly T[] =>
    Array.isArray(value) && value.length >= min && value.length <= max && value.every(shape)

/** An object with these fields, perhaps with those, and no others: what nobody expects is not passed on. */
export const exactly = <F extends Fields, O extends Fields = Record<never, never>>(
  fields: F,
  optional?: O,
): Shape<Plain<Whole<F, O>>> => {
  const needed = Object.keys(fields)
  const maybe = Object.entries(optional ?? {}).map(([name, shape]): [string, Shape<unknown>] => [
    name,
    anyOf(oneOf(undefined), shape),
  ])
  const shapes = new Map([...Object.entries(fields), ...maybe])
  return (value): value is Plain<Whole<F, O>> => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
    const found = Object.entries(value)
    return (
      found.every(([name, one]) => shapes.get(name)?.(one) === true) &&
      needed.every((name) => Object.hasOwn(value, name))
    )
  }
}

/** Any of these shapes. */
export const anyOf =
  <S extends readonly Shape<unknown>[]>(...shapes: S): Shape<Shaped<S[number]>> =>
  (value): value is Shaped<S[number]> =>
    shapes.some((shape) => shape(value))
