import type { Clock, EpochMs } from '../ports.ts'

/** WeChat's hosts, and which of them failed lately. */
export interface Hosts {
  /** All of them, best first: the working ones as configured, then the failed ones, the longest ago first. */
  readonly inOrder: () => readonly string[]
  /** It answered: forget what was. */
  readonly worked: (host: string) => void
  /** It did not answer, or not like WeChat: later calls prefer another one for a while. */
  readonly failed: (host: string) => void
}

/** The official SDK stays on the backup host for as long, then probes the first one again. */
export const HOST_AVOIDED_MS = 180_000

/** Before every moment at which a host can fail. */
const NOT_AVOIDED = -1

/** Remembers failed hosts; `urls` are base addresses, the preferred one first. */
export function createHosts(urls: readonly string[], clock: Clock): Hosts {
  const hosts = urls.map((url) => url.replace(/\/+$/, ''))
  const failedAtMs = new Map<string, EpochMs>()
  const avoidedSince = (host: string): EpochMs => {
    const atMs = failedAtMs.get(host)
    if (atMs === undefined) return NOT_AVOIDED
    const agoMs = clock.nowMs() - atMs
    // A negative age means that the wall clock was set back: better probe than avoid for hours.
    return agoMs >= 0 && agoMs < HOST_AVOIDED_MS ? atMs : NOT_AVOIDED
  }
  return {
    inOrder: () => {
      const since = new Map(hosts.map((host) => [host, avoidedSince(host)]))
      return hosts.toSorted((a, b) => (since.get(a) ?? NOT_AVOIDED) - (since.get(b) ?? NOT_AVOIDED))
    },
    worked: (host) => void failedAtMs.delete(host),
    failed: (host) => void failedAtMs.set(host, clock.nowMs()),
  }
}
