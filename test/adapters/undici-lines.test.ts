import { describe, expect, it } from 'vitest'
import {
  ask,
  authority,
  certificate,
  client,
  listen,
  open,
  serve,
  stranger,
  textOf,
} from './http-rig.ts'
import { answering, closedPort, startProxy } from './test-server.ts'

describe('connections', () => {
  it('are used again', async () => {
    const server = await serve(answering('ok'))
    const http = client()
    for (let i = 0; i < 5; i += 1) expect(textOf(await http.post(ask(server.url)))).toBe('ok')
    expect(server.connections()).toBe(1)
    expect(server.seen).toHaveLength(5)
  })

  it('are not shared by calls at the same time', async () => {
    const server = await serve(answering('ok'))
    const http = client()
    const answers = await Promise.all([1, 2, 3].map(() => http.post(ask(server.url))))
    expect(answers.map(textOf)).toEqual(['ok', 'ok', 'ok'])
    expect(server.connections()).toBe(3)
  })

  it('are not used again after the server closed them', async () => {
    const server = await serve(answering('ok'))
    const http = client()
    await http.post(ask(server.url))
    server.dropConnections()
    await server.allClosed()
    expect(textOf(await http.post(ask(server.url)))).toBe('ok')
    expect(server.seen.map(({ connection }) => connection)).toEqual([1, 2])
  })

  it('are not used again when the answer says so', async () => {
    const server = await serve(answering('ok', 'Connection: close\r\n'))
    const http = client()
    await http.post(ask(server.url))
    expect(textOf(await http.post(ask(server.url)))).toBe('ok')
    expect(server.connections()).toBe(2)
  })

  it('never have a request sent a second time when a used one dies under it', async () => {
    const server = await serve((socket) => {
      if (server.seen.length === 1) socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')
      else socket.destroy()
    })
    const http = client()
    expect((await http.post(ask(server.url))).kind).toBe('answered')
    expect(await http.post(ask(server.url))).toMatchObject({ kind: 'no-answer', cause: 'broken' })
    expect(server.seen.map(({ connection }) => connection)).toEqual([1, 1])
    expect(server.connections()).toBe(1)
  })

  it('are dropped after an idle time', async () => {
    const server = await serve(answering('ok'))
    const http = client({ idleMsMax: 50 })
    await http.post(ask(server.url))
    await server.allClosed()
    await http.post(ask(server.url))
    expect(server.connections()).toBe(2)
  })

  it('are dropped on close', async () => {
    const server = await serve(answering('ok'))
    const http = client()
    await http.post(ask(server.url))
    http.close()
    await server.allClosed()
    expect(textOf(await http.post(ask(server.url)))).toBe('ok')
    await server.allClosed()
    expect(server.connections()).toBe(2)
  })
})

describe('prepareConnection', () => {
  const wish = (url: string) => ({ url, withCertificate: false, connectTimeoutMs: 5_000 })

  it('opens the connection that the next call uses', async () => {
    const server = await serve(answering('ok'))
    const http = client()
    expect(await http.prepareConnection(wish(server.url))).toBe(true)
    expect(await http.prepareConnection(wish(server.url))).toBe(true)
    expect(textOf(await http.post(ask(server.url)))).toBe('ok')
    expect(textOf(await http.post(ask(server.url)))).toBe('ok')
    expect(server.connections()).toBe(1)
  })

  it('is waited for by a call that comes meanwhile', async () => {
    const server = await serve(answering('ok'))
    const http = client()
    const prepared = http.prepareConnection(wish(server.url))
    expect(textOf(await http.post(ask(server.url)))).toBe('ok')
    expect(await prepared).toBe(true)
    expect(server.connections()).toBe(1)
  })

  it('leaves a call unharmed when the server has closed the connection since', async () => {
    const server = await serve(answering('ok'))
    const http = client()
    await http.prepareConnection(wish(server.url))
    await server.taken(1)
    server.dropConnections()
    await server.allClosed()
    expect(textOf(await http.post(ask(server.url)))).toBe('ok')
    expect(server.seen.map(({ connection }) => connection)).toEqual([2])
  })

  it('says when there is none', async () => {
    const http = client()
    expect(await http.prepareConnection(wish(`https://localhost:${await closedPort()}`))).toBe(
      false,
    )
    expect(await http.prepareConnection(wish('no address'))).toBe(false)
  })
})

describe('the client certificate', () => {
  it('is shown only where it is asked for', async () => {
    const subjects: unknown[] = []
    const server = await serve(
      (socket) => {
        subjects.push(socket.getPeerCertificate().subject?.CN)
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n')
      },
      { clientAuthority: authority.certificate },
    )
    const http = client({ certificate: certificate() })
    const without = await http.post(ask(server.url))
    expect(without).toMatchObject({ kind: 'no-answer', cause: 'broken' })
    const answer = await http.post(ask(server.url, { withCertificate: true }))
    expect(answer.kind).toBe('answered')
    expect(subjects).toEqual(['10000100'])
  })

  it('is missed before anything is sent', async () => {
    const server = await serve(answering('ok'))
    const answer = await client().post(ask(server.url, { withCertificate: true }))
    expect(answer).toMatchObject({ kind: 'not-sent', cause: 'configuration' })
    expect(server.connections()).toBe(0)
  })
})

describe('a proxy', () => {
  const proxied = async (status?: number) => {
    const proxy = await startProxy(status)
    open.push(proxy.close)
    const address = `http://user:p%40ss@localhost:${proxy.port}`
    return { proxy, http: client({ findProxy: () => Promise.resolve(address) }) }
  }

  it('carries the encrypted connection', async () => {
    const server = await serve(answering('ok'))
    const { proxy, http } = await proxied()
    expect(textOf(await http.post(ask(server.url)))).toBe('ok')
    expect(textOf(await http.post(ask(server.url)))).toBe('ok')
    expect(proxy.asked).toEqual([`localhost:${server.port} Basic ${btoa('user:p@ss')}`])
  })

  it('that cannot be trusted cannot read', async () => {
    const server = await serve(answering('forged'), {
      identity: stranger.issue({ commonName: 'localhost', names: ['localhost'] }),
    })
    const { http } = await proxied()
    expect(await http.post(ask(server.url))).toMatchObject({ kind: 'not-sent', cause: 'tls' })
  })

  it.each([407, 502])('that answers %i has sent nothing', async (status) => {
    const server = await serve(answering('ok'))
    const { http } = await proxied(status)
    expect(await http.post(ask(server.url))).toMatchObject({
      kind: 'not-sent',
      cause: 'unreachable',
      detail: `proxy says ${status}`,
    })
  })

  it('that is not there, or talks nonsense, has sent nothing', async () => {
    const port = await closedPort()
    const mute = await listen(() => undefined)
    const garbage = await listen((socket) => socket.end('SSH-2.0-x\r\n\r\n'))
    const unreachable = { kind: 'not-sent', cause: 'unreachable' }
    const through = (address: string) =>
      client({ findProxy: () => Promise.resolve(address) }).post(
        ask('https://localhost:1', { connectTimeoutMs: 300 }),
      )
    expect(await through(`http://localhost:${port}`)).toMatchObject(unreachable)
    expect(await through(`http://localhost:${mute.port}`)).toMatchObject(unreachable)
    expect(await through(`http://localhost:${garbage.port}`)).toMatchObject(unreachable)
    expect(await through('socks5://localhost:1')).toMatchObject(unreachable)
  })

  it('that is never found has sent nothing', async () => {
    const http = client({ findProxy: () => new Promise(() => undefined) })
    const answer = await http.post(ask('https://localhost:1', { connectTimeoutMs: 50 }))
    expect(answer).toMatchObject({ kind: 'not-sent', cause: 'unreachable' })
  })
})
