import type { Setup } from '../../app/contract/contract.ts'
import type { BegunSetup, GuideStep } from '../../app/contract/guide.ts'
import { CHECKS } from './check-scenes.ts'
import { LOCKED, STAFFED } from './people-scenes.ts'
import { setup } from './sample-views.ts'
import { type Scene, scene } from './scene.ts'

/** A till that nobody has set up: what was entered comes with the step. */
const NEW_SETUP: Setup = { ...setup, secrets: [] }

const guideScene = (
  step: GuideStep | null,
  draft: BegunSetup['draft'] = {},
  change: Partial<Scene> = {},
): Scene => ({
  ...scene({
    panel: 'guide',
    setup: NEW_SETUP,
    begun: step === null ? null : { step, draft },
    // It is loaded when it is opened.
    clicks: [step === null ? '.guide-welcome' : '.guide-body'],
    snapshot: { firstRun: true },
  }),
  ...change,
})

const BACKEND = {
  mode: 'merchant-backend',
  backend: { url: 'https://pay.example.com', enrolmentCode: '', keyDaysMax: 90 },
}
const NEXT = '.setup-footer button:last-of-type'
const staffed = (people: Scene['snapshot']['people']): Partial<Scene> => {
  const { snapshot } = scene({ snapshot: { firstRun: true, people } })
  return { snapshot }
}

/** The first run: the welcome, and each step of the guide. */
export const GUIDE_SCENES: { readonly [name: string]: Scene } = {
  'guide-welcome': guideScene(null),
  'guide-shop': guideScene('shop'),
  'guide-shop-wrong': guideScene(
    'shop',
    { shop: { name: '', branch: '', till: '' } },
    { clicks: [NEXT] },
  ),
  'guide-access': guideScene('access', { mode: 'training' }, { clicks: [NEXT] }),
  'guide-merchant': guideScene('merchant'),
  'guide-keys': guideScene('keys', {}, { clicks: ['.access-check button'] }),
  'guide-backend': guideScene('backend', BACKEND),
  'guide-people': guideScene('people'),
  'guide-people-added': guideScene('people', {}, staffed(STAFFED)),
  'guide-people-backend': guideScene('people', BACKEND),
  'guide-scanner': guideScene('scanner', {}, { clicks: ['.check-results'] }),
  'guide-scanner-found': guideScene(
    'scanner',
    {},
    {
      check: CHECKS['hid'] ?? [],
      clicks: ['.check-results'],
    },
  ),
  'guide-printer': guideScene('printer'),
  'guide-done': guideScene('done', {}, staffed(STAFFED)),
  'guide-go-on': guideScene(
    'shop',
    {},
    { ...staffed(LOCKED), begun: 'locked', clicks: ['.guide-locked'] },
  ),
}
