import type { Engine } from '../../app/reconciliation/engine.ts'

/**
 * An engine that is opened when it is first used, and again after `forget`: a process that died, or a file that could not be
 * opened, is tried anew by the next call. Until then a call fails as the opening failed.
 */
export function lateEngine(open: () => Promise<Engine>): Engine & { readonly forget: () => void } {
  let opening: Promise<Engine> | null = null
  const engine = (): Promise<Engine> => {
    opening ??= open().catch((error: unknown) => {
      opening = null
      throw error
    })
    return opening
  }
  const store = async (): Promise<Engine['store']> => (await engine()).store
  return {
    store: {
      days: async (...ask) => (await store()).days(...ask),
      day: async (...ask) => (await store()).day(...ask),
      lines: async (...ask) => (await store()).lines(...ask),
      difference: async (...ask) => (await store()).difference(...ask),
      differences: async (...ask) => (await store()).differences(...ask),
      elsewhereOf: async (...ask) => (await store()).elsewhereOf(...ask),
      failed: async (...ask) => (await store()).failed(...ask),
      remedy: async (...ask) => (await store()).remedy(...ask),
    },
    exportDay: async (...ask) => (await engine()).exportDay(...ask),
    reconcile: async (...ask) => (await engine()).reconcile(...ask),
    forget() {
      opening = null
    },
  }
}
