// @vitest-environment happy-dom
import { act } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { BegunSetup } from '../../app/contract/guide.ts'
import { defaultConfiguration } from '../../main/setup-store.ts'
import { openPanel } from '../../renderer/panel-store.ts'
import { LOCKED } from '../../renderer/preview/people-scenes.ts'
import { setup, snapshot } from '../../renderer/preview/sample-views.ts'
import { open, Refusal, type Rig } from './rig.tsx'

let rig: Rig

const NEW = { ...setup, configuration: defaultConfiguration(), secrets: [] }

const text = (): string => document.body.textContent ?? ''
const heading = (): string => document.querySelector('h1')?.textContent ?? ''

const BOUND = { timeout: 10_000 }

/** The guide comes in a chunk of its own. */
const shows = (title: string): Promise<void> =>
  vi.waitFor(() => expect(heading()).toBe(title), BOUND)

const buttonNamed = (name: string): HTMLElement | undefined =>
  [...document.querySelectorAll<HTMLElement>('button')].find(
    (button) => button.textContent?.startsWith(name) === true,
  )

const press = (name: string): Promise<void> =>
  act(async () => {
    const button = buttonNamed(name)
    if (button === undefined) throw new Error(`no button ${name} in ${text()}`)
    button.click()
  })

/** Types into the field with this label. */
const fill = (label: string, value: string): Promise<void> =>
  act(async () => {
    const found = [...document.querySelectorAll('label')].find(
      (one) => one.textContent?.startsWith(label) === true,
    )
    const field = document.querySelector<HTMLInputElement>(`#${CSS.escape(found?.htmlFor ?? '')}`)
    if (field === null) throw new Error(`no field ${label}`)
    Reflect.set(HTMLInputElement.prototype, 'value', value, field)
    field.dispatchEvent(new Event('input', { bubbles: true }))
  })

async function openGuide(begun: BegunSetup | null = null): Promise<void> {
  rig = await open({ ...snapshot, firstRun: true }, { readSetup: NEW, readBegun: begun })
  await act(async () => openPanel('guide'))
}

const lastKept = (): unknown => rig.asked('keepBegun').at(-1)

beforeEach(() => {
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => setTimeout(run, 0))
})
afterEach(async () => {
  await rig.unmount()
  vi.unstubAllGlobals()
})

describe('the first run', () => {
  it('is training with one press', async () => {
    await openGuide()
    await shows('Welcome to Quick Pay Cashier')
    await press('Try it')
    expect(rig.asked('chooseTraining')).toHaveLength(1)
    await vi.waitFor(() => expect(document.querySelector('.till')).not.toBeNull(), BOUND)
  })

  it('changes its language, and keeps what was typed', async () => {
    await openGuide()
    await shows('Welcome to Quick Pay Cashier')
    await press('Set up this till')
    await shows('Your shop and this till')
    await fill('Shop', 'Harbour Noodles')
    await rig.notify('languageChanged', 'zh-Hant')
    await shows('門店和收銀機')
    expect(
      document.querySelector<HTMLInputElement>('input[value="Harbour Noodles"]'),
    ).not.toBeNull()
  })

  it('leads through every step to a till that is saved whole', async () => {
    await openGuide()
    await shows('Welcome to Quick Pay Cashier')
    await press('Set up this till')
    await shows('Your shop and this till')
    // A till without its shop's name does not go on, and says why.
    await press('Next')
    expect(text()).toContain('This is needed')
    await fill('Shop', 'Harbour Noodles')
    await press('Next')
    await shows('How this till reaches WeChat Pay')
    await press('Next')
    expect(text()).toContain('Choose one of the two')
    await press('Through a backend')
    await press('Next')
    await shows('The backend')
    await press('Next')
    expect(text()).toContain('The address begins with https://')
    await fill('Address', 'https://pay.example.com')
    await fill('Enrolment code', 'abcde23456')
    await press('Next')
    await shows('Who works here')
    await press('Not now')
    await shows('Try the scanner')
    await press('Next')
    await shows('Receipt printer')
    await press('Not now')
    await shows('Ready')
    expect(text()).toContain('anybody can use this till')
    await press('Save and open the till')
    await vi.waitFor(() => expect(rig.asked('saveSetup')).toHaveLength(1), BOUND)
    expect(rig.asked('saveSetup')).toMatchObject([
      {
        configuration: {
          mode: 'merchant-backend',
          language: 'en',
          shop: { name: 'Harbour Noodles' },
          backend: { url: 'https://pay.example.com', enrolmentCode: 'ABCDE23456' },
        },
      },
    ])
  })

  it('goes on where it was left, and Esc goes back', async () => {
    const draft = {
      mode: 'physical-store',
      shop: { name: 'Harbour Noodles', branch: '', till: '2' },
    }
    await openGuide({ step: 'merchant', draft })
    await shows('The merchant')
    await fill('Merchant id', '1900000109')
    await vi.waitFor(() => {
      expect(lastKept()).toMatchObject({
        step: 'merchant',
        draft: { shop: { name: 'Harbour Noodles' }, wechat: { mchId: '1900000109' } },
      })
    }, BOUND)
    await rig.key('Escape', 1_000)
    await shows('How this till reaches WeChat Pay')
    expect(buttonNamed('Straight to WeChat Pay')?.getAttribute('aria-checked')).toBe('true')
  })

  it('sends a key only when its step is done', async () => {
    await openGuide({ step: 'keys', draft: { mode: 'physical-store' } })
    await shows('Key and certificate')
    await fill('API', 'k'.repeat(20))
    await press('Next')
    expect(text()).toContain('The API key has 32 characters; these are 20')
    await vi.waitFor(() => expect(rig.asked('keepBegun').length).toBeGreaterThan(0), BOUND)
    expect(JSON.stringify(rig.asked('keepBegun'))).not.toContain('kkk')
  })

  it('asks who goes on once people were added', async () => {
    rig = await open(
      { ...snapshot, firstRun: true, people: LOCKED },
      { readBegun: new Refusal('set-up-closed') },
    )
    await act(async () => openPanel('guide'))
    await shows('Go on with the set-up')
    expect(text()).toContain('林美')
    expect(text()).not.toContain('Chen Wei')
  })
})
