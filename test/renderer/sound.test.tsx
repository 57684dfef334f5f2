// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { SaleView, Screen } from '../../app/till/view.ts'
import { usePreferences } from '../../renderer/preferences-store.ts'
import { idleTill, sale, snapshot } from '../../renderer/preview/sample-views.ts'
import { SCREEN_SOUNDS } from '../../renderer/sound/screen-sounds.ts'
import { SOUNDS } from '../../renderer/sound/sounds.ts'
import { spokenAmount } from '../../renderer/sound/speak.ts'
import { open, type Rig } from './rig.tsx'

/** What the machine was made to play and to say. */
let started: number[] = []
let said: { readonly text: string; readonly lang: string; readonly volume: number }[] = []
let rig: Rig

const node = () => ({ connect: (to: unknown) => to })
const gain = { setValueAtTime: () => undefined, linearRampToValueAtTime: () => undefined }

/** An audio device that writes down each tone. */
class RecordingAudio {
  readonly currentTime = 0
  readonly state = 'running'
  readonly destination = {}
  createGain = () => ({ ...node(), gain })
  createOscillator = () => {
    const tone = { ...node(), type: '', frequency: { value: 0 }, stop: () => undefined }
    return { ...tone, start: () => started.push(tone.frequency.value) }
  }
}

class Utterance {
  readonly text: string
  lang = ''
  volume = 1
  constructor(text: string) {
    this.text = text
  }
}

const voices = (...tags: readonly string[]) => {
  const speech = {
    getVoices: () => tags.map((lang) => ({ lang })),
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
    cancel: () => undefined,
    speak: ({ text, lang, volume }: Utterance) => said.push({ text, lang, volume }),
  }
  vi.stubGlobal('speechSynthesis', speech)
  vi.stubGlobal('SpeechSynthesisUtterance', Utterance)
}

beforeEach(() => {
  started = []
  said = []
  vi.stubGlobal('AudioContext', RecordingAudio)
})
afterEach(async () => {
  await rig.unmount()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

const PAID: Screen = { kind: 'paid', transactionId: '4200', cash: null }

let version = 1
const shows = (current: SaleView | null): Promise<void> => {
  version += 1
  return rig.notify('tillChanged', { ...idleTill, version, current })
}

async function openWith(
  preferences: { volume: number; spoken: boolean },
  language = snapshot.language,
) {
  rig = await open({ ...snapshot, language, till: { ...idleTill, version } })
  usePreferences.setState(preferences)
}

describe('the sounds', () => {
  it('are another for each outcome, and counted out as they are written', async () => {
    await openWith({ volume: 0.6, spoken: false })
    const outcomes: readonly Screen[] = [
      PAID,
      { kind: 'not-charged', refusal: { kind: 'error-code', code: 'NOTENOUGH', description: '' } },
      { kind: 'stopped', cause: 'stop-pressed', proof: 'closed-at-wechat' },
      { kind: 'password', giveUpAtMs: Date.now() + 30_000 },
      { kind: 'needs-attention', problem: 'refund-needed' },
    ]
    for (const screen of outcomes) {
      started = []
      await shows(sale(screen))
      const sound = SCREEN_SOUNDS[screen.kind]?.sound ?? 'tick'
      expect(started, screen.kind).toHaveLength(SOUNDS[sound].length)
    }
    const shapes = outcomes.map(({ kind }) => SCREEN_SOUNDS[kind]?.sound)
    expect(new Set(shapes).size).toBe(outcomes.length)
  })

  it('say that a code was taken, apart from one that was not, and from the waiting after it', async () => {
    await openWith({ volume: 0.6, spoken: false })
    await shows(sale({ kind: 'ready' }))
    started = []
    vi.useFakeTimers()
    const charged = sale({ kind: 'charging' })
    await shows(charged)
    expect(started).toHaveLength(SOUNDS.accepted.length)
    started = []
    await vi.advanceTimersByTimeAsync(2_100)
    expect(started).toHaveLength(2 * SOUNDS.tick.length)
    await shows(sale({ kind: 'ready' }))
    started = []
    version += 1
    const scan = { kind: 'goods-barcode' } as const
    await rig.notify('tillChanged', { ...idleTill, version, notice: { at: version, scan } })
    expect(started).toHaveLength(SOUNDS.buzz.length)
    const [accepted, buzz] = [SOUNDS.accepted[0], SOUNDS.buzz[0]]
    expect(accepted?.shape).not.toBe(buzz?.shape)
    expect(accepted?.hertz).not.toBe(buzz?.hertz)
  })

  it('tell once of a parked sale that was decided', async () => {
    await openWith({ volume: 0.6, spoken: false })
    const parked = sale({ kind: 'unknown', giveUpAtMs: Date.now() + 30_000 })
    const showsParked = (screen: Screen): Promise<void> => {
      version += 1
      const background = [{ ...parked, screen }]
      return rig.notify('tillChanged', { ...idleTill, version, background })
    }
    await showsParked(parked.screen)
    expect(started).toEqual([])
    await showsParked(PAID)
    expect(started).toHaveLength(SOUNDS.news.length)
    await showsParked(PAID)
    expect(started).toHaveLength(SOUNDS.news.length)
    await shows(null)
    expect(started).toHaveLength(SOUNDS.news.length)
  })

  it('are none at all when the volume is off', async () => {
    voices('en-US')
    await openWith({ volume: 0, spoken: true })
    vi.useFakeTimers()
    await shows(sale(PAID))
    await vi.advanceTimersByTimeAsync(2_000)
    expect([...started, ...said]).toEqual([])
  })
})

describe('the spoken amount', () => {
  it.each([
    ['en', 'en-GB', 'Paid, 128.00 Chinese Yuan'],
    ['zh-Hans', 'zh-CN', '微信收款 128.00 元'],
    ['zh-Hant', 'zh-HK', '微信收款 128.00 元'],
  ] as const)('is said once in %s, by its own voice', async (language, voice, text) => {
    voices('fr-FR', voice)
    await openWith({ volume: 0.5, spoken: true }, language)
    vi.useFakeTimers()
    await shows(sale({ kind: 'charging' }))
    await vi.advanceTimersByTimeAsync(2_000)
    expect(said).toEqual([])
    const paid = sale(PAID)
    await shows(paid)
    await shows({ ...paid, version: 2 })
    await vi.advanceTimersByTimeAsync(2_000)
    expect(said).toEqual([{ text, lang: voice, volume: 0.5 }])
  })

  it('is not said unless it is wanted', async () => {
    voices('en-GB')
    await openWith({ volume: 0.5, spoken: false })
    vi.useFakeTimers()
    await shows(sale(PAID))
    await vi.advanceTimersByTimeAsync(2_000)
    expect(said).toEqual([])
    // The sound is there all the same: the voice is never the only sign.
    expect(started).toHaveLength(SOUNDS.paid.length)
  })

  it('is silent about a sale that was left at once', async () => {
    voices('en-GB')
    await openWith({ volume: 0.5, spoken: true })
    vi.useFakeTimers()
    await shows(sale(PAID))
    await vi.advanceTimersByTimeAsync(100)
    await shows(null)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(said).toEqual([])
  })

  it('is offered only where the system has a voice for the language', async () => {
    voices('fr-FR')
    await openWith({ volume: 0.5, spoken: true })
    await rig.press('.looks-button, [aria-label="Display and sound"]')
    await vi.waitFor(() => expect(document.body.textContent).toContain('has no voice'))
    expect(document.querySelector<HTMLInputElement>('[role=switch]')?.disabled).toBe(true)
  })

  it('names other currencies', () => {
    expect(spokenAmount(1_280, 'HKD', 'en')).toBe('12.80 Hong Kong Dollar')
    expect(spokenAmount(500, 'JPY', 'zh-Hans')).toBe('500 日元')
  })
})
