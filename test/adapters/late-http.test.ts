import { expect, it } from 'vitest'
import { createLateHttp } from '../../adapters/late-http.ts'
import { ask, client, serve, textOf } from './http-rig.ts'
import { answering } from './test-server.ts'

it('loads its code at the first use, once, and speaks for it from then on', async () => {
  const server = await serve(answering('heard'))
  let loads = 0
  const http = createLateHttp(async () => {
    loads += 1
    return client()
  })
  expect(loads).toBe(0)
  const { url, withCertificate, connectTimeoutMs } = ask(server.url)
  const both = [
    http.prepareConnection({ url, withCertificate, connectTimeoutMs }),
    http.post(ask(server.url)),
  ] as const
  expect(await both[0]).toBe(true)
  expect(textOf(await both[1])).toBe('heard')
  expect(loads).toBe(1)
  http.close()
})

it('closes without ever having been used', () => {
  const http = createLateHttp(() => {
    throw new Error('nothing to load')
  })
  expect(() => http.close()).not.toThrow()
})
