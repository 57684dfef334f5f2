/** The form of a control call: an address, what may be asked, and what is done. */
import type { z } from 'zod'

export type Reply =
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'text'; readonly contentType: string; readonly text: string | Uint8Array }
  | { readonly kind: 'problem'; readonly status: 400 | 404 | 408; readonly problem: string }

export const json = (value: unknown): Reply => ({ kind: 'json', value })

export const problem = (status: 400 | 404 | 408, kind: string): Reply => ({
  kind: 'problem',
  status,
  problem: kind,
})

export interface ControlRoute {
  readonly method: string
  readonly pattern: RegExp
  readonly run: (ask: unknown, parameter: string) => Reply | Promise<Reply>
}

/** `*` in the path stands for one part, which the handler gets. */
export function route<T>(
  [method, path]: readonly [string, string],
  schema: z.ZodType<T>,
  handle: (ask: T, parameter: string) => Reply | Promise<Reply>,
): ControlRoute {
  const pattern = new RegExp(`^${path.replaceAll('.', '\\.').replace('*', '([^/]+)')}$`)
  return {
    method,
    pattern,
    run: (ask, parameter) => {
      const parsed = schema.safeParse(ask)
      if (parsed.success) return handle(parsed.data, parameter)
      const [issue] = parsed.error.issues
      return problem(400, `bad-request: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`)
    },
  }
}
