import { DEFAULT_TIMING } from '../../app/payment/timing.ts'
import { createTill, type Till } from '../../app/till/till.ts'
import type { TillView } from '../../app/till/view.ts'
import { anAmount } from '../support/builders.ts'
import { countingRandom } from '../support/counting-random.ts'
import { handClock, settle } from '../support/hand-clock.ts'
import { littleWechat } from '../support/little-wechat.ts'
import { memoryJournal } from '../support/memory-journal.ts'

/** A till at a counter: real flow, runner and till; only time, disk and WeChat are emulated. */
export function counter() {
  const clock = handClock()
  const journal = memoryJournal()
  const wechat = littleWechat(clock)
  const random = countingRandom()
  const seen: string[] = []
  let latest: TillView | null = null
  const start = (): Till =>
    createTill({
      gateway: wechat.gateway,
      journal,
      clock,
      random,
      timing: DEFAULT_TIMING,
      codePrefixes: ['10', '11', '12', '13', '14', '15'],
      description: 'Demo Store',
      fingerprint: (code) => `mark of ${code}`,
      saved: journal.saved(),
      onView(view) {
        latest = view
        const kind = view.current?.screen.kind ?? 'none'
        if (seen.at(-1) !== kind) seen.push(kind)
      },
    })
  let till = start()
  return {
    clock,
    journal,
    wechat,
    seen,
    view: () => latest ?? till.view(),
    till: () => till,
    screen: () => till.view().current?.screen,
    notice: () => till.view().notice?.scan.kind,
    async sell(code: string, minor = 1280) {
      const sale = await till.startSale(anAmount(minor), '')
      if (!sale.ok) throw new Error(sale.error.kind)
      till.scan(code)
      await settle()
      return sale.value.saleId
    },
    /** The process dies and starts anew: only the journal and the world remain. */
    async crash() {
      till.close()
      till = start()
      await settle()
    },
  }
}
