import { NO_PEOPLE } from '../../app/people/view.ts'
import { LOCKED, STAFFED } from './people-scenes.ts'
import { OPEN_REFUNDS } from './refund-scenes.ts'
import { sale } from './sample-views.ts'
import { type Scene, digits, password, scene } from './scene.ts'

const FIRST_SALE = '.refund-found'

/** People: who signs in, and what takes a manager. */
export const STAFF_SCENES: { readonly [name: string]: Scene } = {
  'leave-kiosk': scene({ panel: 'leave-kiosk', snapshot: { kiosk: true } }),
  'leave-kiosk-pin': scene({ panel: 'leave-kiosk', snapshot: { kiosk: true, people: STAFFED } }),
  drawer: scene({ panel: 'drawer', snapshot: { people: STAFFED } }),
  'sign-in': scene({ snapshot: { people: LOCKED } }),
  'sign-in-wrong': scene({
    snapshot: { people: LOCKED },
    keys: [...digits('246813'), 'Enter'],
  }),
  'sign-in-over-payment': scene({
    till: { current: sale(password) },
    snapshot: { people: LOCKED },
  }),
  'sign-in-scanned': scene({
    till: { notice: { at: 1, scan: { kind: 'signed-out' } } },
    snapshot: { people: LOCKED },
  }),
  'sign-in-unusable': scene({ snapshot: { people: { ...NO_PEOPLE, trouble: 'unusable' } } }),
  refund: scene({ panel: 'refund', snapshot: { people: STAFFED } }),
  'refund-form': scene({ panel: 'refund', snapshot: { people: STAFFED }, clicks: [FIRST_SALE] }),
  'refund-approve': scene({
    panel: 'refund',
    snapshot: { people: STAFFED },
    clicks: [FIRST_SALE, '.refund-form [type=submit]', '.pin-pad'],
  }),
  'refunds-open': scene({
    snapshot: { people: STAFFED, refunds: { version: 1, open: OPEN_REFUNDS, trouble: null } },
  }),
  'signed-in': scene({ snapshot: { people: STAFFED } }),
  'open-set-up': scene({
    panel: 'open-set-up',
    snapshot: { people: STAFFED },
    keys: [...digits('246813'), 'Enter'],
  }),
}
