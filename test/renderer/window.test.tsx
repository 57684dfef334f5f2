// @vitest-environment happy-dom
import { act } from 'react'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Screen, TillView } from '../../app/till/view.ts'
import { useTyping } from '../../renderer/entry-store.ts'
import { usePanels } from '../../renderer/panel-store.ts'
import { idleTill, sale, snapshot } from '../../renderer/preview/sample-views.ts'
import { useTill } from '../../renderer/till-store.ts'
import { open, type Rig } from './rig.tsx'

/** Far from any quiet time after a scan. */
const LATER_MS = 1_000_000

const CODE = '134567890123456789'
const digits = (text: string): readonly string[] => [...text].map((digit) => `Digit${digit}`)

const withSale = (screen: Screen): TillView => ({ ...idleTill, current: sale(screen) })

let rig: Rig
const openAt = async (till: TillView): Promise<void> => {
  rig = await open({ ...snapshot, till })
}

const amountTyped = (): string => useTyping.getState().entry.text
const dialog = (): Element | null => document.querySelector('[role=dialog]')

/** A dialog's code comes in a chunk of its own: it is there soon after its key, not in the same moment. */
const dialogOpened = (): Promise<void> =>
  vi.waitFor(() => expect(dialog()).not.toBeNull(), { timeout: 10_000 })

/** Waits for so many paintings, however busy the machine is. */
const painted = (count: number): Promise<void> =>
  vi.waitFor(() => expect(rig.asked('screenPainted')).toHaveLength(count), { timeout: 4_000 })

beforeEach(() => {
  // happy-dom draws nothing: a frame is as good as painted.
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => setTimeout(run, 0))
})

afterEach(async () => {
  await rig.unmount()
  vi.unstubAllGlobals()
})

describe('the sales screen', () => {
  it('takes out of the note what an input method composed from a scan', async () => {
    await openAt(idleTill)
    const note = document.querySelector<HTMLInputElement>('#sale-note')
    const write = (text: string): void => {
      if (note !== null) Reflect.set(HTMLInputElement.prototype, 'value', text, note)
      note?.dispatchEvent(new Event('input', { bubbles: true }))
    }
    note?.focus()
    await act(async () => write('table 4'))
    for (const [at, text] of ['table 4一', 'table 4一三', 'table 4一三四'].entries()) {
      const begins = new Event('compositionstart', { bubbles: true })
      Object.defineProperty(begins, 'timeStamp', { value: LATER_MS + at * 200 })
      await act(async () => {
        note?.dispatchEvent(begins)
        write(text)
      })
    }
    await rig.notify('wedgeScanned', null)
    // An input method keeps the keys in order only as long as there is a field.
    expect(document.activeElement).toBe(note)
    expect(rig.asked('keysInDoubt')).toEqual([null])
    await rig.notify('wedgeEnded', null)
    expect(useTyping.getState().note).toBe('table 4')
    expect(rig.asked('keysInDoubt')).toEqual([null, null])
    // Without a field to compose in, the rest of the scan is written nowhere.
    expect(document.activeElement).not.toBe(note)
  })

  it('ignores keys for a moment after a scan', async () => {
    await openAt(withSale({ kind: 'ready' }))
    const notice = { at: 5, scan: { kind: 'goods-barcode' } } as const
    const till = withSale({ kind: 'password', giveUpAtMs: 0 })
    // On a busy machine much time may pass before the notice is drawn; the quiet time begins no earlier than here.
    const beforeMs = performance.now()
    await rig.notify('tillChanged', { ...till, notice, version: 2 })
    await rig.key('Escape', beforeMs + 100)
    expect(rig.asked('pressStop')).toEqual([])
    await rig.key('Escape', performance.now() + 400)
    expect(rig.asked('pressStop')).toEqual([{ saleId: till.current?.saleId }])
  })

  it('starts a sale by the keyboard alone', async () => {
    await openAt(idleTill)
    await rig.keys([...digits('12'), 'Period', 'Digit8', 'Enter'], LATER_MS, 150)
    expect(rig.asked('startSale')).toEqual([
      { amountMinor: 1_280, note: '', largeAmountConfirmed: false },
    ])
    expect(amountTyped()).toBe('')
  })

  it('starts a sale by touch, and leaves the focus on no button', async () => {
    await openAt(idleTill)
    for (const name of ['pad-5', 'pad-charge']) {
      await rig.press(`.${name}`)
      expect(document.activeElement).toBe(document.body)
    }
    expect(rig.asked('startSale')).toHaveLength(1)
  })

  it('takes back what a keyboard scanner typed before it was recognised', async () => {
    await openAt(idleTill)
    const nowMs = performance.now()
    await rig.keys(digits('45'), nowMs, 150)
    await rig.keys(digits('134'), nowMs + 1_000, 5)
    expect(amountTyped()).toBe('45134')
    await rig.notify('wedgeScanned', null)
    expect(amountTyped()).toBe('45')
  })

  it('keeps a scan that went into the note out of it', async () => {
    await openAt(idleTill)
    await rig.key('Tab', LATER_MS)
    expect(document.activeElement?.id).toBe('sale-note')
    await rig.keys(digits(CODE), LATER_MS + 500, 5)
    await rig.key('Enter', LATER_MS + 700)
    expect(document.activeElement).toBe(document.body)
    await rig.keys(['Digit5', 'Enter'], LATER_MS + 2_000, 200)
    expect(rig.asked('startSale')).toEqual([
      { amountMinor: 500, note: '', largeAmountConfirmed: false },
    ])
  })

  it('starts no sale with a payment code in the note, and says where it is', async () => {
    await openAt(idleTill)
    await rig.key('Tab', LATER_MS)
    await rig.keys(digits(CODE), LATER_MS + 1_000, 200)
    await rig.keys(['Enter', 'Digit5', 'Enter'], LATER_MS + 9_000, 200)
    expect(rig.asked('startSale')).toEqual([])
    expect(document.activeElement?.id).toBe('sale-note')
    expect(document.querySelector('[data-notice=note-refused]')).not.toBeNull()
    expect(amountTyped()).toBe('5')
    // One more digit makes it an order reference.
    await rig.keys(['Digit0', 'Enter', 'Enter'], LATER_MS + 12_000, 200)
    expect(rig.asked('startSale')).toEqual([
      { amountMinor: 500, note: `${CODE}0`, largeAmountConfirmed: false },
    ])
  })

  it('leaves a sale as it was painted, not as it has become since', async () => {
    const till = withSale({ kind: 'ready' })
    await openAt(till)
    await painted(1)
    // From here on no frame comes: what main says is known to the page and on no glass yet.
    vi.stubGlobal('requestAnimationFrame', () => 0)
    const paid: Screen = { kind: 'paid', transactionId: '42', cash: null }
    const current = till.current && { ...till.current, screen: paid, version: 2 }
    await rig.notify('tillChanged', { ...till, current, version: 3 })
    await rig.key('Enter', LATER_MS)
    expect(rig.asked('pressNext')).toEqual([{ saleId: current?.saleId, version: 1 }])
  })

  it('tells main once when a version of a sale is on the glass', async () => {
    const till = withSale({ kind: 'charging' })
    await openAt(till)
    await painted(1)
    await vi.waitFor(() => expect(rig.asked('pageReady')).toHaveLength(1))
    await rig.notify('tillChanged', {
      ...till,
      current: till.current && { ...till.current },
      version: 2,
    })
    const paid: Screen = { kind: 'paid', transactionId: '42', cash: null }
    const current = till.current && { ...till.current, screen: paid, version: 2 }
    await rig.notify('tillChanged', { ...till, current, version: 3 })
    await painted(2)
    expect(rig.asked('screenPainted')).toMatchObject([
      { saleId: current?.saleId, version: 1 },
      { saleId: current?.saleId, version: 2 },
    ])
  })

  it('lets nothing cover a verdict', async () => {
    const till = withSale({ kind: 'ready' })
    await openAt(till)
    await rig.key('F1', LATER_MS)
    await dialogOpened()
    const current = till.current && { ...till.current, screen: { kind: 'charging' } as const }
    await rig.notify('tillChanged', { ...till, current, version: 2 })
    expect(dialog()).toBeNull()
  })

  it.each(['F1', 'F3'])('keeps the sale when Esc closes what %s opened', async (panelKey) => {
    const till = withSale({ kind: 'password', giveUpAtMs: 0 })
    await openAt(till)
    await rig.key(panelKey, LATER_MS)
    await dialogOpened()
    await rig.key('Escape', LATER_MS + 1_000)
    expect(dialog()).toBeNull()
    expect(rig.asked('pressStop')).toEqual([])
    await rig.key('Escape', LATER_MS + 2_000)
    expect(rig.asked('pressStop')).toEqual([{ saleId: till.current?.saleId }])
  })

  it('keeps the sale when Esc closes the typed code', async () => {
    await openAt(withSale({ kind: 'ready' }))
    await rig.key('F2', LATER_MS)
    await dialogOpened()
    document.querySelector<HTMLElement>('[role=dialog] input')?.focus()
    await rig.key('Escape', LATER_MS + 1_000)
    expect(dialog()).toBeNull()
    expect(rig.asked('pressNext')).toEqual([])
  })

  it('lets an Esc meant for a panel that a verdict just closed do nothing', async () => {
    const till = withSale({ kind: 'charging' })
    await openAt(till)
    await rig.key('F1', LATER_MS)
    await dialogOpened()
    const current = till.current && { ...till.current, attempts: 2 }
    // Drawing may take long on a busy machine; the quiet time begins no earlier than here.
    const beforeMs = performance.now()
    await rig.notify('tillChanged', { ...till, current, version: 2 })
    expect(dialog()).toBeNull()
    await rig.key('Escape', beforeMs + 100)
    expect(rig.asked('pressStop')).toEqual([])
  })

  it('mirrors the newest view only', async () => {
    await openAt({ ...idleTill, version: 7 })
    await rig.notify('tillChanged', { ...withSale({ kind: 'ready' }), version: 6 })
    expect(useTill.getState().snapshot?.till.current).toBeNull()
  })

  it('draws no earlier sale again for the verdict on this one', async () => {
    const earlier = sale({ kind: 'paid', transactionId: '41', cash: null }, { saleId: 'earlier' })
    const till = { ...withSale({ kind: 'charging' }), recent: [earlier] }
    await openAt(till)
    const before = useTill.getState().snapshot?.till
    const paid = { ...till.current, screen: { kind: 'paid', transactionId: '42', cash: null } }
    // As main sends it: every object is a copy.
    const view = structuredClone({ ...till, current: paid, recent: [paid, earlier], version: 2 })
    await rig.notify('tillChanged', view as TillView)
    const after = useTill.getState().snapshot?.till
    expect(after?.recent[1]).toBe(before?.recent[0])
    expect(after?.background).toBe(before?.background)
    const changed = structuredClone({ ...view, recent: [{ ...earlier, note: 'x' }], version: 3 })
    await rig.notify('tillChanged', changed as TillView)
    expect(useTill.getState().snapshot?.till.recent).toMatchObject([{ note: 'x' }])
  })

  it('draws the verdict first, and what else changes with it in the frame after', async () => {
    const till = { ...withSale({ kind: 'charging' }), recent: [] }
    await openAt(till)
    await painted(1)
    const frames: (() => void)[] = []
    vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.push(run))
    const listed = () => document.querySelectorAll('.recent-sale').length
    const setUp = () => document.querySelector<HTMLButtonElement>('.bottom-strip button:last-child')
    const paid: Screen = { kind: 'paid', transactionId: '42', cash: null }
    const current = sale(paid, { version: 2 })
    await rig.notify('tillChanged', { ...till, current, recent: [current], version: 3 })
    expect(document.querySelector('[data-screen]')?.getAttribute('data-screen')).toBe('paid')
    expect([listed(), setUp()?.disabled]).toEqual([0, true])
    // The verdict's own frame. Nobody has to do anything for the next one.
    await act(async () => frames.splice(0).forEach((frame) => frame()))
    const settled = () => expect([listed(), setUp()?.disabled]).toEqual([1, false])
    await vi.waitFor(settled, { timeout: 10_000 })
    await painted(2)
  })

  it('asks for a frame before it works on what main says', async () => {
    await openAt(withSale({ kind: 'charging' }))
    await painted(1)
    const shownAtAsk: (string | undefined)[] = []
    vi.stubGlobal('requestAnimationFrame', () => {
      shownAtAsk.push(useTill.getState().snapshot?.till.current?.screen.kind)
    })
    const paid: Screen = { kind: 'paid', transactionId: '42', cash: null }
    await rig.notify('tillChanged', { ...withSale(paid), version: 3 })
    expect(shownAtAsk[0]).toBe('charging')
    expect(useTill.getState().snapshot?.till.current?.screen.kind).toBe('paid')
  })

  it('says each verdict once in a live region', async () => {
    await openAt(withSale({ kind: 'paid', transactionId: '42', cash: null }))
    const said = document.querySelector('[aria-live=assertive]')?.textContent ?? ''
    expect(said).toBe('PAID. ¥128.00. HAND OVER the goods')
  })
})

it('shows what to do when drawing fails, not an empty window', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
  // A view that this version cannot draw.
  const broken = { ...snapshot, shop: undefined } as unknown as typeof snapshot
  rig = await open(broken)
  expect(document.querySelector('[role=alert]')?.textContent).toContain('The screen had a fault')
  vi.restoreAllMocks()
})

describe('the set-up', () => {
  const isOpen = (): boolean => document.querySelector('.setup') !== null

  const openSetup = async (): Promise<void> => {
    await openAt(idleTill)
    await rig.key('F12', LATER_MS)
    await vi.waitFor(() => expect(document.querySelector('.setup-panel')).not.toBeNull(), {
      timeout: 10_000,
    })
  }

  it('is left with Esc when nothing was changed', async () => {
    await openSetup()
    await rig.key('Escape', LATER_MS + 1_000)
    expect(isOpen()).toBe(false)
  })

  it('stays while a change would be lost', async () => {
    await openSetup()
    await rig.press('.setup-panel input[value=zh-Hant]')
    await rig.key('Escape', LATER_MS + 1_000)
    expect(isOpen()).toBe(true)
  })
})

describe('typing a code', () => {
  const openDialog = async (): Promise<void> => {
    await openAt(withSale({ kind: 'ready' }))
    await rig.key('F2', LATER_MS)
    await dialogOpened()
    document.querySelector<HTMLElement>('[role=dialog] input')?.focus()
  }

  const field = (): HTMLInputElement | null => document.querySelector('[role=dialog] input')

  it('sends it once, kept nowhere', async () => {
    await openDialog()
    await rig.keys(digits(CODE), LATER_MS + 1_000, 200)
    const kept = [useTill, useTyping, usePanels].map((store) => JSON.stringify(store.getState()))
    expect(kept.join()).not.toContain(CODE.slice(0, 8))
    expect(field()?.value).toBe('1345 6789 0123 4567 89')
    const typed = field()
    await rig.key('Enter', LATER_MS + 9_000)
    expect(rig.asked('typeCode')).toEqual([{ code: CODE }])
    expect(dialog()).toBeNull()
    expect(typed?.value).toBe('')
    expect(document.body.innerHTML).not.toContain(CODE)
  })

  it('can be done with fingers alone, where the cursor stands', async () => {
    await openDialog()
    const press = async (...keys: readonly number[]): Promise<void> => {
      for (const at of keys) await rig.press(`.type-keys button:nth-child(${at})`)
    }
    // 1 … 9, 0 and the key that erases, in this order.
    await press(1, 3, 4, 5, 6, 7, 8, 9, 10, 1, 2, 3, 4, 5, 6, 7, 8, 8, 11, 9, 9)
    expect(field()?.value).toBe('1345 6789 0123 4567 89')
    field()?.setSelectionRange(4, 4)
    await press(11, 2)
    expect([field()?.value, field()?.selectionStart]).toEqual(['1342 6789 0123 4567 89', 4])
    await press(11, 5)
    await rig.press('.dialog-buttons button:last-child')
    expect(rig.asked('typeCode')).toEqual([{ code: CODE }])
  })

  it('can hide the digits and show them again', async () => {
    await openDialog()
    await rig.keys(digits('134567'), LATER_MS + 1_000, 200)
    const toggle = (): Promise<void> => rig.press('.type-below button')
    await toggle()
    expect(field()).toMatchObject({ type: 'password', value: '134567' })
    await toggle()
    expect(field()).toMatchObject({ type: 'text', value: '1345 67' })
  })

  it('waits for all 18 digits', async () => {
    await openDialog()
    await rig.keys(digits(CODE.slice(1)), LATER_MS + 1_000, 200)
    await rig.key('Enter', LATER_MS + 9_000)
    expect(rig.asked('typeCode')).toEqual([])
    expect(dialog()?.textContent).toContain('fewer than 18 digits')
    expect(field()?.value).toBe('3456 7890 1234 5678 9')
  })

  it('is not confirmed by a scanner’s Enter', async () => {
    await openDialog()
    await rig.keys([...digits(CODE), 'Enter'], LATER_MS + 1_000, 5)
    expect(rig.asked('typeCode')).toEqual([])
    expect(field()?.value).toBe('')
  })

  it('ends when main has recognised the scanner', async () => {
    await openDialog()
    await rig.notify('wedgeScanned', null)
    expect(dialog()).not.toBeNull()
    await rig.notify('wedgeEnded', null)
    expect(dialog()).toBeNull()
    expect(rig.asked('typeCode')).toEqual([])
  })

  it('is not offered while a payment is undecided', async () => {
    await openAt(withSale({ kind: 'unknown', giveUpAtMs: 0 }))
    await rig.key('F2', LATER_MS)
    expect(dialog()).toBeNull()
  })
})
