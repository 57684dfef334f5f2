import { afterEach } from 'vitest'
import { loadPair } from '../../adapters/client-certificate.ts'
import {
  createUndiciHttp,
  type UndiciHttp,
  type UndiciHttpOptions,
} from '../../adapters/undici-http.ts'
import type { HttpAnswer, HttpRequest } from '../../app/wechat/http.ts'
import { createTestAuthority } from './test-authority.ts'
import {
  type Behaviour,
  type TestServer,
  type TlsServerWish,
  startTcpServer,
  startTlsServer,
} from './test-server.ts'

export const authority = createTestAuthority('Test Authority')
export const stranger = createTestAuthority('Somebody Else')
const identity = authority.issue({ commonName: 'localhost', names: ['localhost', '127.0.0.1'] })
const merchant = authority.issue({ commonName: '10000100' })

/** Undone after each test, last one first. */
export const open: (() => Promise<void> | void)[] = []
const closeAll = async (): Promise<void> => {
  for (let end = open.pop(); end; end = open.pop()) await end()
}
afterEach(closeAll)

export const serve = async (
  behave: Behaviour,
  wish: Partial<TlsServerWish> = {},
): Promise<TestServer> => {
  const server = await startTlsServer({ identity, behave, ...wish })
  open.push(server.close)
  return server
}
export const listen = async (behave: Parameters<typeof startTcpServer>[0]): Promise<TestServer> => {
  const server = await startTcpServer(behave)
  open.push(server.close)
  return server
}
export const client = (options: Partial<UndiciHttpOptions> = {}): UndiciHttp => {
  const http = createUndiciHttp({
    authorities: [authority.certificate],
    certificate: null,
    findProxy: () => Promise.resolve(null),
    ...options,
  })
  open.push(http.close)
  return http
}
export const certificate = () => {
  const loaded = loadPair(merchant)
  if (!loaded.ok) throw new Error(loaded.error.kind)
  return loaded.value
}
export const ask = (url: string, change: Partial<HttpRequest> = {}): HttpRequest => ({
  url: `${url}/pay/micropay`,
  body: '<xml><a>1</a></xml>',
  headers: { 'content-type': 'text/xml' },
  withCertificate: false,
  connectTimeoutMs: 5_000,
  timeoutMs: 10_000,
  bodyBytesMax: 65_536,
  ...change,
})
export const textOf = (answer: HttpAnswer): string =>
  answer.kind === 'answered' ? new TextDecoder().decode(answer.body) : JSON.stringify(answer)
/** Short, because the test waits for it. Needs a connection that stands (see `connected`), or a slow machine is not even there. */
export const SOON = { timeoutMs: 300 }
/** A client that has its connection already. */
export const connected = async (url: string): Promise<UndiciHttp> => {
  const http = client()
  await http.prepareConnection(ask(url))
  return http
}
export const silent: Behaviour = () => undefined
