import { describe, expect, it } from 'vitest'
import {
  ask,
  authority,
  client,
  connected,
  listen,
  serve,
  silent,
  SOON,
  stranger,
  textOf,
} from './http-rig.ts'
import { answering, closedPort, sending } from './test-server.ts'

describe('an answered call', () => {
  it('brings status and bytes, and sent just one request', async () => {
    const server = await serve(sending('HTTP/1.1 502 Bad\r\nContent-Length: 3\r\n\r\n\xe8no'))
    const answer = await client().post(ask(server.url))
    expect(answer).toMatchObject({ kind: 'answered', status: 502 })
    expect(server.seen).toHaveLength(1)
    expect(server.seen[0]?.head).toMatch(/^POST \/pay\/micropay HTTP\/1\.1\r\n/)
    expect(server.seen[0]?.head).toMatch(/content-type: text\/xml/i)
    expect(server.seen[0]?.head).toMatch(new RegExp(`host: localhost:${server.port}`, 'i'))
    expect(server.seen[0]?.body).toBe('<xml><a>1</a></xml>')
  })

  it('puts pieces together', async () => {
    const server = await serve((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n')
      setImmediate(() => socket.write('1\r\nc\r\n0\r\n\r\n'))
    })
    expect(textOf(await client().post(ask(server.url)))).toBe('abc')
  })

  it('does not follow a redirect', async () => {
    const elsewhere = await serve(answering('stolen'))
    const server = await serve(
      sending(`HTTP/1.1 307 X\r\nLocation: ${elsewhere.url}/\r\nContent-Length: 0\r\n\r\n`),
    )
    expect(await client().post(ask(server.url))).toMatchObject({ kind: 'answered', status: 307 })
    expect(elsewhere.connections()).toBe(0)
  })

  it('reaches a server by its address', async () => {
    const server = await serve(answering('ok'), { host: '127.0.0.1' })
    expect(textOf(await client().post(ask(server.url)))).toBe('ok')
  })
})

describe('a call that never left', () => {
  it('finds nobody listening', async () => {
    const answer = await client().post(ask(`https://localhost:${await closedPort()}`))
    expect(answer).toMatchObject({ kind: 'not-sent', cause: 'unreachable' })
  })

  it('finds no such name', async () => {
    const answer = await client().post(ask('https://till.invalid'))
    expect(answer).toMatchObject({ kind: 'not-sent', cause: 'unreachable' })
  })

  it('gets no TCP answer to its handshake in time', async () => {
    const server = await listen(() => undefined)
    const answer = await client().post(ask(server.url, { connectTimeoutMs: 200 }))
    expect(answer).toMatchObject({
      kind: 'not-sent',
      cause: 'unreachable',
      detail: 'no handshake in time',
    })
    await server.allClosed()
  })

  it('runs out of the whole time while connecting', async () => {
    const server = await listen(() => undefined)
    const answer = await client().post(ask(server.url, SOON))
    expect(answer).toMatchObject({ kind: 'not-sent', cause: 'unreachable' })
  })

  it.each([
    ['reset', (socket: { resetAndDestroy(): unknown }) => void socket.resetAndDestroy()],
    ['closed', (socket: { end(): unknown }) => void socket.end()],
  ] as const)('is %s during the handshake', async (_, end) => {
    const server = await listen((socket) => socket.once('data', () => end(socket)))
    const answer = await client().post(ask(server.url))
    expect(answer).toMatchObject({ kind: 'not-sent', cause: 'unreachable' })
  })

  it('meets something that does not speak TLS', async () => {
    const server = await listen((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
    const answer = await client().post(ask(server.url))
    expect(answer).toMatchObject({ kind: 'not-sent', cause: 'tls' })
  })

  it.each([
    ['an unknown authority', stranger.issue({ commonName: 'localhost', names: ['localhost'] })],
    ['another name', authority.issue({ commonName: 'localhost', names: ['example.org'] })],
    [
      'an expired certificate',
      authority.issue({
        commonName: 'localhost',
        names: ['localhost'],
        validTo: new Date(Date.now() - 1000),
      }),
    ],
  ])('meets a server with %s', async (_, wrong) => {
    const server = await serve(answering('forged'), { identity: wrong })
    const answer = await client().post(ask(server.url))
    expect(answer).toMatchObject({ kind: 'not-sent', cause: 'tls' })
    expect(server.seen).toEqual([])
  })

  it('is asked for by a wrong address', async () => {
    const server = await listen(() => undefined)
    const configuration = { kind: 'not-sent', cause: 'configuration' }
    const http = client()
    expect(await http.post(ask(`http://localhost:${server.port}`))).toMatchObject(configuration)
    expect(await http.post(ask('no address'))).toMatchObject(configuration)
    expect(server.connections()).toBe(0)
  })
})

describe('a call that may have arrived', () => {
  it('gets no answer in time, and leaves no connection behind', async () => {
    const server = await serve(silent)
    const answer = await (await connected(server.url)).post(ask(server.url, SOON))
    expect(answer).toMatchObject({ kind: 'no-answer', cause: 'timeout' })
    expect(server.seen).toHaveLength(1)
    await server.allClosed()
  })

  it.each([
    ['nothing but the status', 'HTTP/1.1 200 OK\r\n'],
    ['half of the headers', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n'],
    ['half of the body', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<xml>'],
    ['chunks without end', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n'],
  ])('gets %s, then silence', async (_, text) => {
    const server = await serve(sending(text))
    const answer = await (await connected(server.url)).post(ask(server.url, SOON))
    expect(answer).toMatchObject({ kind: 'no-answer', cause: 'timeout' })
    await server.allClosed()
  })

  it('gets its answer too late, and the next call gets its own', async () => {
    const server = await serve((socket, { body, connection }) => {
      const answer = () => socket.write(`HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n${body}`)
      if (connection === 1) setTimeout(answer, 2 * SOON.timeoutMs)
      else answer()
    })
    const http = await connected(server.url)
    const late = await http.post(ask(server.url, { ...SOON, body: 'first' }))
    expect(late).toMatchObject({ kind: 'no-answer', cause: 'timeout' })
    expect(textOf(await http.post(ask(server.url, { body: 'other' })))).toBe('other')
  })

  it('gets a body so slow that the time is over before its end', async () => {
    const server = await serve((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n')
      const drip = setInterval(() => socket.write('x'), 20)
      socket.on('close', () => clearInterval(drip))
    })
    const answer = await (await connected(server.url)).post(ask(server.url, SOON))
    expect(answer).toMatchObject({ kind: 'no-answer', cause: 'timeout' })
    await server.allClosed()
  })

  it.each([
    ['before any answer', ''],
    ['within the headers', 'HTTP/1.1 200 OK\r\nContent-Le'],
    ['within the body', 'HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n<xml>'],
    ['within a chunk', 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\na'],
  ])('is broken %s', async (_, text) => {
    const server = await serve((socket) => socket.end(text))
    const answer = await client().post(ask(server.url))
    expect(answer).toMatchObject({ kind: 'no-answer', cause: 'broken' })
    expect(server.seen).toHaveLength(1)
  })

  it('is reset after the request was read', async () => {
    const server = await serve((socket) => void socket.destroy())
    const answer = await client().post(ask(server.url))
    expect(answer).toMatchObject({ kind: 'no-answer', cause: 'broken' })
    expect(server.seen).toHaveLength(1)
    expect(server.connections()).toBe(1)
  })

  it('gets something that is not HTTP', async () => {
    const server = await serve(sending('SSH-2.0-x\r\n\r\n'))
    const answer = await client().post(ask(server.url))
    expect(answer).toMatchObject({ kind: 'no-answer', cause: 'broken' })
  })

  it.each([
    ['announced', `HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n${'x'.repeat(20)}`],
    ['endless', `HTTP/1.1 200 OK\r\n\r\n${'x'.repeat(20)}`],
  ])('gets more than it takes (%s)', async (_, text) => {
    const server = await serve(sending(text))
    const answer = await client().post(ask(server.url, { bodyBytesMax: 19 }))
    expect(answer).toMatchObject({ kind: 'no-answer', cause: 'too-large' })
    await server.allClosed()
  })
})
