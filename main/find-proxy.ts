import { session } from 'electron'
import { type FindProxy, proxyFromEnvironment, proxyFromList } from '../adapters/proxy.ts'

const fromEnvironment = proxyFromEnvironment(process.env)

/** How long the system's proxy setting is taken as known: asking takes milliseconds that a payer would wait. */
const PROXY_KNOWN_MS = 30_000

/** The proxy that the environment names, else the one the system is set to. */
export function createFindProxy(): FindProxy {
  const known = new Map<
    string,
    { readonly proxy: Promise<string | null>; readonly untilMs: number }
  >()
  const ask = async (url: string): Promise<string | null> =>
    (await fromEnvironment(url)) ?? proxyFromList(await session.defaultSession.resolveProxy(url))
  return (url) => {
    const { origin } = new URL(url)
    const remembered = known.get(origin)
    if (remembered !== undefined && remembered.untilMs > performance.now()) return remembered.proxy
    const proxy = ask(url)
    known.set(origin, { proxy, untilMs: performance.now() + PROXY_KNOWN_MS })
    return proxy
  }
}
