import type { Screen } from '../../app/till/view.ts'
import type { SoundName } from './sounds.ts'

interface ScreenSound {
  readonly sound: SoundName
  /** Heard again and again while the screen stays; null where once is enough. */
  readonly again: { readonly sound: SoundName; readonly everyMs: number } | null
}

/** What each screen sounds like when it appears; silence where nothing happened. */
export const SCREEN_SOUNDS: { readonly [K in Screen['kind']]: ScreenSound | null } = {
  ready: null,
  charging: { sound: 'accepted', again: { sound: 'tick', everyMs: 1_000 } },
  password: { sound: 'ask', again: null },
  unknown: { sound: 'doubt', again: { sound: 'doubt', everyMs: 4_000 } },
  stopping: { sound: 'tick', again: { sound: 'tick', everyMs: 1_000 } },
  returning: { sound: 'doubt', again: null },
  paid: { sound: 'paid', again: null },
  'not-charged': { sound: 'refused', again: null },
  stopped: { sound: 'stopped', again: null },
  'needs-attention': { sound: 'attention', again: null },
  abandoned: null,
}
