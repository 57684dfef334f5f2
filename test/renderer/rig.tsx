import { MantineProvider } from '@mantine/core'
import { act } from 'react'
import { createRoot } from 'react-dom/client'
import type { Notices, Snapshot, TillApi, TillBridge } from '../../app/contract/contract.ts'
import { App } from '../../renderer/app.tsx'
import { clearTyping } from '../../renderer/entry-store.ts'
import { FaultBoundary } from '../../renderer/fault-boundary.tsx'
import { closePanel, dismissMessage } from '../../renderer/panel-store.ts'
import { addTexts, LATER_AREAS } from '../../renderer/i18n/later-texts.ts'
import { loadLater } from '../../renderer/later.ts'
import { usePreferences } from '../../renderer/preferences-store.ts'
import { setup } from '../../renderer/preview/sample-views.ts'
import { quietKeys } from '../../renderer/quiet-keys.ts'
import { theme } from '../../renderer/theme.ts'
import { follow, useTill } from '../../renderer/till-store.ts'

/** A window whose main process is this test: it sees every call and says what it likes. */
export interface Rig {
  /** What main answers, by call; null to every other. */
  readonly answers: { readonly [N in keyof TillApi]?: unknown }
  readonly calls: readonly (readonly [name: string, ask: unknown])[]
  readonly asked: (name: keyof TillApi) => readonly unknown[]
  readonly notify: <N extends keyof Notices>(name: N, value: Notices[N]) => Promise<void>
  /** A key event at a time of our choosing, on whatever has the focus. */
  readonly key: (code: string, atMs: number) => Promise<void>
  readonly keys: (codes: readonly string[], fromMs: number, everyMs: number) => Promise<void>
  readonly press: (selector: string) => Promise<void>
  readonly unmount: () => Promise<void>
}

/** An answer that is a failure. */
export class Refusal {
  readonly kind: string
  constructor(kind: string) {
    this.kind = kind
  }
}

type Listen = (value: never) => void

function bridgeOf(snapshot: Snapshot, calls: (readonly [string, unknown])[], told: Rig['answers']) {
  const listeners = new Map<string, Set<Listen>>()
  const answers: Rig['answers'] = { snapshot, readSetup: setup, ...told }
  const api = new Proxy({} as TillApi, {
    get:
      (_, name: keyof TillApi) =>
      async (ask: unknown): Promise<unknown> => {
        calls.push([name, ask])
        const answer = answers[name] ?? null
        if (answer instanceof Refusal) return { ok: false, error: { kind: answer.kind } }
        return { ok: true, value: answer }
      },
  }) // the proxy answers whatever is called
  const bridge: TillBridge = {
    calls: api,
    enlarge: (factor) => void calls.push(['enlarge', factor]),
    on(name, listen) {
      const all = listeners.get(name) ?? new Set<Listen>()
      listeners.set(name, all.add(listen))
      return () => all.delete(listen)
    },
  }
  return { bridge, listeners }
}

function keyEvent(code: string, atMs: number): KeyboardEvent {
  const digit = /^Digit(\d)$/.exec(code)?.[1]
  const event = new KeyboardEvent('keydown', {
    code,
    key: digit ?? code,
    bubbles: true,
    cancelable: true,
  })
  Object.defineProperty(event, 'timeStamp', { value: atMs })
  return event
}

/** What a browser does with a key that nobody prevented. */
function typeInto(target: Element | null, code: string): void {
  const digit = /^Digit(\d)$/.exec(code)?.[1]
  if (digit === undefined || !(target instanceof HTMLInputElement)) return
  // React replaces the element's own `value`; the prototype's is what a browser's typing uses.
  Reflect.set(HTMLInputElement.prototype, 'value', target.value + digit, target)
  target.dispatchEvent(new Event('input', { bubbles: true }))
}

const LONG_AGO_MS = 60_000

/** Opens the window on a snapshot. */
export async function open(snapshot: Snapshot, answers: Rig['answers'] = {}): Promise<Rig> {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true })
  useTill.setState({ snapshot: null })
  clearTyping()
  closePanel()
  dismissMessage()
  quietKeys(-LONG_AGO_MS)
  usePreferences.setState({ volume: 0 })
  const calls: (readonly [string, unknown])[] = []
  const { bridge, listeners } = bridgeOf(snapshot, calls, answers)
  Object.defineProperty(window, 'till', { value: bridge, configurable: true })
  document.body.innerHTML = '<div id="root"></div>'
  const place = document.querySelector('#root')
  if (place === null) throw new Error('no place for the window')
  const root = createRoot(place)
  await act(async () => {
    root.render(
      <MantineProvider theme={theme} env="test">
        <FaultBoundary>
          <App />
        </FaultBoundary>
      </MantineProvider>,
    )
    await follow(bridge)
  })
  // As the app does after its first painting: no case waits for a chunk that a busy machine reads slowly.
  await loadLater()
  // Each case starts the texts anew, and a chunk brings its own only once.
  for (const area of Object.keys(LATER_AREAS)) addTexts(area as keyof typeof LATER_AREAS)

  const rig: Rig = {
    calls,
    answers,
    asked: (name) => calls.filter(([called]) => called === name).map(([, ask]) => ask),
    notify: (name, value) =>
      act(async () => {
        for (const listen of listeners.get(name) ?? []) listen(value as never) // the names agree
      }),
    key: (code, atMs) =>
      act(async () => {
        const target = document.activeElement ?? document.body
        const event = keyEvent(code, atMs)
        if (target.dispatchEvent(event)) typeInto(document.activeElement, code)
      }),
    async keys(codes, fromMs, everyMs) {
      for (const [index, code] of codes.entries()) await rig.key(code, fromMs + index * everyMs)
    },
    press: (selector) =>
      act(async () => {
        const button = document.querySelector<HTMLElement>(selector)
        // As a browser does: the focus comes first.
        button?.focus()
        button?.click()
      }),
    unmount: () => act(async () => root.unmount()),
  }
  return rig
}
