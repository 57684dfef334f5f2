import type { UndiciHttp } from './undici-http.ts'

/**
 * An `Http` whose code is loaded when it is first used. It is the largest part of the till, and nothing is sent before the
 * till is ready; a connection that is prepared then has loaded it long before the first code is scanned.
 */
export function createLateHttp(load: () => Promise<UndiciHttp>): UndiciHttp {
  let loading: Promise<UndiciHttp> | undefined
  const loaded = (): Promise<UndiciHttp> => (loading ??= load())
  return {
    post: async (request) => (await loaded()).post(request),
    get: async (request) => (await loaded()).get(request),
    send: async (request) => (await loaded()).send(request),
    prepareConnection: async (wish) => (await loaded()).prepareConnection(wish),
    close() {
      void loading?.then((http) => http.close())
    },
  }
}
