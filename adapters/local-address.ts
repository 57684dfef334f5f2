import { networkInterfaces } from 'node:os'

/**
 * This machine's address as WeChat wants to know it (`spbill_create_ip`): the first IPv4 address that is not its own loopback
 * or a self-assigned one, else IPv6, else loopback. WeChat takes private addresses.
 */
export function localAddress(interfaces = networkInterfaces()): string {
  const outside = Object.values(interfaces)
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, address }) => !internal && !/^(?:169\.254\.|fe80:)/i.test(address))
  const best = outside.find(({ family }) => family === 'IPv4') ?? outside[0]
  return best?.address ?? '127.0.0.1'
}
