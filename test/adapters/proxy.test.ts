import { describe, expect, it } from 'vitest'
import { proxyFromEnvironment, proxyFromList } from '../../adapters/proxy.ts'

describe('proxyFromEnvironment', () => {
  const HTTPS_PROXY = 'http://proxy.example:3128'

  it.each([
    ['no proxy is named', {}, 'https://api.mch.weixin.qq.com/pay/micropay', null],
    ['one is named', { HTTPS_PROXY }, 'https://api.mch.weixin.qq.com/pay', HTTPS_PROXY],
    ['in small letters', { https_proxy: HTTPS_PROXY }, 'https://a.example', HTTPS_PROXY],
    ['this machine by name', { HTTPS_PROXY }, 'https://localhost:8443', null],
    ['this machine by address', { HTTPS_PROXY }, 'https://127.0.0.1:8443', null],
    ['this machine by its new address', { HTTPS_PROXY }, 'https://[::1]:8443', null],
    ['a name that begins alike', { HTTPS_PROXY }, 'https://127.0.0.1.example', HTTPS_PROXY],
    ['everything excepted', { HTTPS_PROXY, NO_PROXY: '*' }, 'https://a.example', null],
    ['a domain excepted', { HTTPS_PROXY, NO_PROXY: 'x, qq.com' }, 'https://a.qq.com', null],
    ['with a dot', { HTTPS_PROXY, no_proxy: '.QQ.com' }, 'https://a.qq.com', null],
    ['with a star', { HTTPS_PROXY, no_proxy: '*.qq.com' }, 'https://a.qq.com', null],
    ['only its port', { HTTPS_PROXY, no_proxy: 'qq.com:8443' }, 'https://qq.com', HTTPS_PROXY],
    ['and its port', { HTTPS_PROXY, no_proxy: 'qq.com:443' }, 'https://qq.com', null],
    ['a name that ends alike', { HTTPS_PROXY, NO_PROXY: 'qq.com' }, 'https://qqq.com', HTTPS_PROXY],
  ] as const)('%s', async (_, environment, url, expected) => {
    expect(await proxyFromEnvironment(environment)(url)).toBe(expected)
  })
})

describe('proxyFromList', () => {
  it.each([
    ['', null],
    ['DIRECT', null],
    ['PROXY a.example:3128; DIRECT', 'http://a.example:3128'],
    ['HTTPS a.example:443', 'https://a.example:443'],
    ['SOCKS5 a.example:1080; PROXY b.example:80', 'http://b.example:80'],
    ['SOCKS a.example:1080; DIRECT', null],
    ['DIRECT; PROXY a.example:3128', null],
  ])('reads "%s"', (list, expected) => {
    expect(proxyFromList(list)).toBe(expected)
  })
})
