/** Finds the proxy for an address; null means a direct connection. */
export type FindProxy = (url: string) => Promise<string | null>

/** Whether this name of a host is this very machine. */
export const isLoopback = (host: string): boolean =>
  host === 'localhost' ||
  host.endsWith('.localhost') ||
  /^127(\.\d+){3}$/.test(host) ||
  host === '[::1]'

const excludes = (rule: string, url: URL): boolean => {
  const [name = '', port] = rule.split(/:(?=\d+$)/)
  if (port !== undefined && port !== (url.port || '443')) return false
  if (name === '*') return true
  const domain = name.replace(/^\*?\.?/, '')
  return domain !== '' && (url.hostname === domain || url.hostname.endsWith(`.${domain}`))
}

/**
 * The proxy that `HTTPS_PROXY` and `NO_PROXY` name, in either spelling. This machine itself is never reached through a proxy.
 */
export function proxyFromEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): FindProxy {
  const proxy = environment['https_proxy'] ?? environment['HTTPS_PROXY'] ?? ''
  const exceptions = (environment['no_proxy'] ?? environment['NO_PROXY'] ?? '')
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((rule) => rule !== '')
  return (address) => {
    const url = new URL(address)
    const direct =
      proxy === '' || isLoopback(url.hostname) || exceptions.some((rule) => excludes(rule, url))
    return Promise.resolve(direct ? null : proxy)
  }
}

/**
 * The first usable proxy of a list as browsers write it ("PROXY host:port; DIRECT"), such as Electron's
 * `session.resolveProxy` answers. SOCKS proxies are passed over.
 */
export function proxyFromList(list: string): string | null {
  for (const entry of list.split(';')) {
    const [kind = '', address = ''] = entry.trim().split(/\s+/)
    if (kind.toUpperCase() === 'DIRECT') return null
    if (address === '') continue
    if (kind.toUpperCase() === 'PROXY' || kind.toUpperCase() === 'HTTP') return `http://${address}`
    if (kind.toUpperCase() === 'HTTPS') return `https://${address}`
  }
  return null
}
