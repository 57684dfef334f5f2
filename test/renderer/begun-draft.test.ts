import { describe, expect, it } from 'vitest'
import { resumed } from '../../renderer/guide/begun-draft.ts'
import { besides, stepsOf } from '../../renderer/guide/guide-steps.ts'
import { setup } from '../../renderer/preview/sample-views.ts'
import { draftOf } from '../../renderer/setup/draft.ts'

const now = draftOf(setup).configuration

/** As it comes back from a file. */
const kept = (change: object) => JSON.parse(JSON.stringify({ ...now, ...change })) as typeof now

describe('a draft that somebody left', () => {
  it('comes back as it was, right or not', () => {
    const half = {
      shop: { name: '', branch: 'x'.repeat(70), till: '' },
      mode: 'merchant-backend',
      backend: { url: 'https:/', enrolmentCode: 'AB', keyDaysMax: 90 },
      wechat: { ...now.wechat, appId: '', hosts: ['http://nowhere'] },
      limits: { ...now.limits, maxMinor: -1 },
    } as const
    expect(resumed(now, { ...kept(half) })).toEqual({ ...now, ...half })
  })

  it('keeps a scanner and a printer of another kind than the one that is set up', () => {
    const chosen = {
      scanner: { kind: 'keyboard', prefix: '', suffix: 'tab' },
      printer: { kind: 'none' },
    }
    expect(resumed(now, { ...kept(chosen) })).toEqual({ ...now, ...chosen })
  })

  it.each([
    ['a number that was empty', { limits: { maxMinor: null, askTwiceAboveMinor: 100 } }],
    ['another shape', { shop: 'Corner Tea' }],
    ['an unknown kind', { printer: { kind: 'telegraph' } }],
    ['a field nobody knows', { shop: { name: 'A', branch: '', till: '1', colour: 'red' } }],
    ['an area nobody knows', { colours: {} }],
    ['an unknown mode', { mode: 'barter' }],
  ])('leaves out what is no draft: %s', (_, change) => {
    const rest = { description: 'Noodles' }
    expect(resumed(now, { ...kept({ ...change, ...rest }) })).toEqual({ ...now, ...rest })
  })

  it('fills in what an older draft lacks', () => {
    const { shop } = now
    expect(resumed(now, { shop: { name: 'Corner Tea' } }).shop).toEqual({
      ...shop,
      name: 'Corner Tea',
    })
  })
})

describe('the steps of the guide', () => {
  it.each(['training', 'physical-store', 'merchant-backend'] as const)(
    'of %s lead from the welcome to the end, and back',
    (mode) => {
      const steps = stepsOf(mode)
      const there = ['welcome', ...steps].map((step) => besides(step as 'welcome', mode))
      expect(there.map(({ after }) => after)).toEqual([...steps, null])
      expect(there.map(({ before }) => before)).toEqual([null, 'welcome', ...steps.slice(0, -1)])
    },
  )

  it('lead on from a step that another mode has', () => {
    expect(besides('keys', 'merchant-backend')).toEqual({ before: 'shop', after: 'backend' })
  })
})
