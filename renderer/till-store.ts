import { create } from 'zustand'
import type { Snapshot, TillBridge } from '../app/contract/contract.ts'
import { LANGUAGES, type Language } from '../app/language.ts'
import { setShopZone } from './clock-text.ts'
import { changeTexts, startTexts } from './i18n/i18n.ts'
import { askForFrame } from './after-paint.ts'
import { bindKeys } from './keys.ts'
import { quietKeys } from './quiet-keys.ts'

/** A mirror of main's state, null until the first snapshot. Written by `follow` alone; components only read. */
export const useTill = create<{ readonly snapshot: Snapshot | null }>(() => ({ snapshot: null }))

const update = (change: (before: Snapshot) => Snapshot): void => {
  useTill.setState(({ snapshot }) => (snapshot === null ? {} : { snapshot: change(snapshot) }))
}

/** A scan was read: the amount of attempts grew, or a scan was explained. */
function wasScanned(before: Snapshot['till'], after: Snapshot['till']): boolean {
  if (after.notice !== null && after.notice.at !== before.notice?.at) return true
  return (
    after.current !== null &&
    after.current.saleId === before.current?.saleId &&
    after.current.attempts > before.current.attempts
  )
}

type Sales = Snapshot['till']['recent']

/**
 * The sales of a new view, those that are as they were kept as the objects they were: every message from main is a copy, and what is the
 * same object is not drawn again. A verdict waits for nothing but itself.
 */
function sameWhereUnchanged(before: Sales, after: Sales): Sales {
  const known = new Map(before.map((sale) => [JSON.stringify(sale), sale]))
  const sales = after.map((sale) => known.get(JSON.stringify(sale)) ?? sale)
  const same = sales.length === before.length && sales.every((sale, at) => sale === before[at])
  return same ? before : sales
}

/** The newest view that came before the snapshot was taken up: the snapshot may be older. */
let early: Snapshot['till'] | null = null

function followTill(till: Snapshot['till']): void {
  askForFrame()
  if (useTill.getState().snapshot === null) early = till
  update((before) => {
    // A notice that was under way while the snapshot was taken is older than it.
    if (till.version < before.till.version) return before
    if (wasScanned(before.till, till)) quietKeys()
    const recent = sameWhereUnchanged(before.till.recent, till.recent)
    const background = sameWhereUnchanged(before.till.background, till.background)
    return { ...before, till: { ...till, recent, background } }
  })
}

/** Listens to main, then takes the snapshot, so that nothing in between is missed. */
export async function follow(bridge: TillBridge): Promise<void> {
  bridge.on('tillChanged', followTill)
  bridge.on('lightsChanged', (lights) => update((before) => ({ ...before, lights })))
  bridge.on('peopleChanged', (people) => update((before) => ({ ...before, people })))
  bridge.on('refundsChanged', (refunds) => update((before) => ({ ...before, refunds })))
  bridge.on('languageChanged', (language) => {
    update((before) => ({ ...before, language }))
    void changeTexts(language)
  })
  const taken = await bridge.calls.snapshot(null)
  // Without a snapshot there is nothing to draw: the window shows that it could not start.
  if (!taken.ok) throw new Error(`no snapshot: ${taken.error.kind}`)
  setShopZone(taken.value.timeZone)
  bindKeys(taken.value.keys)
  await startTexts(taken.value.language)
  const { till } = taken.value
  const newest = early !== null && early.version > till.version ? early : till
  useTill.setState({ snapshot: { ...taken.value, till: newest } })
}

/** The language of the screen. */
export const useLanguage = (): Language =>
  useTill(({ snapshot }) => snapshot?.language) ?? LANGUAGES[0]
