import { printerLight } from '../../app/printer-light.ts'
import { sampleShifts } from './sample-shift.ts'
import { goodLights, sale } from './sample-views.ts'
import { type Scene, paid, READY, password, scene, waiting } from './scene.ts'

/** What is laid over the counter. */
export const PANEL_SCENES: { readonly [name: string]: Scene } = {
  'waiting-dialog': scene({
    till: { background: waiting, current: sale(READY) },
    panel: 'waiting-sales',
  }),
  receipts: scene({ panel: 'receipts' }),
  'shift-x': scene({ panel: 'shift' }),
  'shift-none': scene({
    panel: 'shift',
    shifts: { ...sampleShifts, open: null, closed: [], number: 1, chain: { kind: 'whole', zs: 0 } },
  }),
  'shift-z': scene({
    panel: 'shift',
    shifts: { ...sampleShifts, chain: { kind: 'broken', seq: 97, z: 41 } },
    clicks: ['.shift-lines .shift-line', '.shift-form button', '.shift-form button'],
  }),
  'sale-history': scene({ panel: 'receipts', clicks: ['.sale-buttons button:first-child'] }),
  'receipts-waiting': scene({
    panel: 'receipts',
    snapshot: { lights: { ...goodLights, printer: printerLight('printer-unreachable', 4) } },
  }),
  'slip-printed': scene({
    till: { current: sale(paid) },
    snapshot: { training: true },
    keys: ['F11'],
  }),
  'type-code': scene({ till: { current: sale(READY) }, panel: 'type-code' }),
  help: scene({ panel: 'help' }),
  'help-training': scene({ panel: 'help', snapshot: { training: true } }),
  'looks-menu': scene({ panel: 'looks' }),
  leave: scene({
    till: { current: sale(password) },
    panel: 'leave',
  }),
  'leave-several': scene({
    till: { current: sale(password), background: waiting },
    panel: 'leave',
  }),
  manual: scene({ panel: 'manual' }),
}
