import { COUNTER_SCENES } from './counter-scenes.ts'
import { GUIDE_SCENES } from './guide-scenes.ts'
import { PANEL_SCENES } from './panel-scenes.ts'
import { STAFFED } from './people-scenes.ts'
import { type Scene, scene } from './scene.ts'
import { RECONCILIATION_PLACES } from './scripted-reconciliation.ts'
import { SETUP_SCENES } from './setup-scenes.ts'
import { STAFF_SCENES } from './staff-scenes.ts'

const RECONCILIATION_SCENES: { readonly [name: string]: Scene } = Object.fromEntries(
  Object.entries(RECONCILIATION_PLACES).map(([name, [books, clicks]]) => [
    `reconciliation-${name}`,
    scene({ panel: 'reconciliation', books, clicks, snapshot: { people: STAFFED } }),
  ]),
)

/** Every screen and state, by name. */
export const SCENES: { readonly [name: string]: Scene } = {
  ...COUNTER_SCENES,
  ...PANEL_SCENES,
  ...STAFF_SCENES,
  ...SETUP_SCENES,
  ...GUIDE_SCENES,
  ...RECONCILIATION_SCENES,
}
