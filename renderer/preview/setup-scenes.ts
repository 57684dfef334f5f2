import { DEFAULT_KEYS } from '../../app/keys.ts'
import type { Setup, Snapshot } from '../../app/contract/contract.ts'
import { scannerLight } from '../../app/scanner-light.ts'
import { CHECKS, RAW_BUTTON } from './check-scenes.ts'
import { STAFFED } from './people-scenes.ts'
import { goodLights, idleTill, setup, snapshot } from './sample-views.ts'
import { type Scene, scene } from './scene.ts'

/** One at each side of the counter. */
const TWO_SCANNERS: Pick<Setup['configuration'], 'scanner' | 'moreScanners'> = {
  scanner: { kind: 'hid', vendorId: '0c2e', productId: '0b61', serialNumber: '17340B0F21' },
  moreScanners: [
    {
      kind: 'serial',
      path: '/dev/ttyACM0',
      baudRate: 9600,
      format: '8N1',
      framing: 'any-line',
      idleMs: 80,
    },
  ],
}

const TOLD: Pick<Setup['configuration'], 'scanner'> = {
  scanner: {
    kind: 'serial',
    path: '/dev/ttyACM0',
    usb: { vendorId: '05f9', productId: '4204', serialNumber: 'S/N G21B00123' },
    baudRate: 9600,
    format: '8N1',
    framing: 'any-line',
    idleMs: 80,
    commands: { maker: 'datalogic', beep: 'every', handshake: 'ack-nak', trigger: 'till' },
  },
}

const tabOf = (section: string): string => `[role=tab][id$="-section${section}"]`

const BACKEND: Partial<Setup> = {
  configuration: {
    ...setup.configuration,
    mode: 'merchant-backend',
    backend: { url: 'https://pay.example.com', enrolmentCode: '', keyDaysMax: 90 },
  },
}

const setupScene = (
  tab: string,
  change: Partial<Setup> = {},
  snapshot: Partial<Snapshot> = {},
): Scene =>
  scene({ panel: 'set-up', clicks: [tabOf(tab)], setup: { ...setup, ...change }, snapshot })

const CHECK_SCENES: { readonly [name: string]: Scene } = Object.fromEntries(
  Object.entries(CHECKS).map(([name, check]) => [
    `check-${name}`,
    scene({
      panel: 'check-scanner',
      check,
      clicks: name === 'raw' ? [RAW_BUTTON] : ['.check-results'],
    }),
  ]),
)

/** The set-up and the check of the scanners. */
export const SETUP_SCENES: { readonly [name: string]: Scene } = {
  'setup-access': setupScene('Access'),
  'setup-access-training': setupScene('Access', {
    configuration: { ...setup.configuration, mode: 'training' },
  }),
  'setup-import': { ...setupScene('Access'), clicks: ['.setup-file button'] },
  'setup-shop': setupScene('Shop'),
  'setup-amounts': setupScene('Amounts'),
  'setup-merchant': setupScene('Merchant'),
  'setup-keys': setupScene('Keys', { secretStore: 'file', secrets: ['apiKey'] }),
  'setup-bills': setupScene('Bills'),
  'setup-keys-checked': { ...setupScene('Keys'), clicks: [tabOf('Keys'), '.access-check button'] },
  'setup-backend-checked': {
    ...setupScene('Backend', BACKEND),
    clicks: [tabOf('Backend'), '.access-check button'],
  },
  'setup-network': setupScene('Network'),
  'setup-scanner': setupScene('Scanner'),
  'setup-scanner-hid': setupScene('Scanner', {
    configuration: {
      ...setup.configuration,
      scanner: { kind: 'hid', vendorId: '', productId: '', serialNumber: '' },
    },
  }),
  'setup-scanners': {
    ...setupScene('Scanner', {
      configuration: { ...setup.configuration, ...TWO_SCANNERS },
    }),
    snapshot: {
      ...snapshot,
      till: idleTill,
      lights: {
        ...goodLights,
        scanner: { ...scannerLight('no-such-port'), each: ['ready', 'no-such-port'] },
      },
    },
  },
  'setup-scanner-told': setupScene('Scanner', {
    configuration: { ...setup.configuration, ...TOLD },
  }),
  'setup-printer': setupScene('Printer'),
  'setup-function-keys': setupScene('FunctionKeys', {
    configuration: { ...setup.configuration, keys: { ...DEFAULT_KEYS, park: 'F7' } },
  }),
  'setup-backend': setupScene('Backend'),
  'setup-display': setupScene('Display', {
    configuration: {
      ...setup.configuration,
      customerDisplay: {
        kind: 'monitor',
        languages: ['zh-Hans', 'en'],
        theme: 'light',
        link: { address: 'https://shop.example.com/members', caption: '扫码领会员' },
      },
    },
  }),
  'setup-timing': setupScene('Timing'),
  'setup-people': setupScene('People', {}, { people: STAFFED }),
  'setup-people-none': setupScene('People'),
  'setup-from-file': setupScene('Shop', { fromFile: true }),
  'setup-errors': scene({
    panel: 'set-up',
    setup: {
      ...setup,
      configuration: {
        ...setup.configuration,
        wechat: undefined,
        shop: { name: '', branch: '', till: '' },
        timing: { ...setup.configuration.timing, queryEveryMs: 40_000 },
      },
      secrets: [],
    },
    clicks: ['.setup-panel input[value=en]', '.setup-footer button', tabOf('Merchant')],
  }),
  ...CHECK_SCENES,
}
