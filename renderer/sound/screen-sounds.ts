import type { Screen } from '../../app/till/view.ts'
import type { SoundName } from './sounds.ts'

interface ScreenSound {
  readonly sound: SoundName
  /** Played again this often while the screen stays; null plays it once. */
  readonly everyMs: number | null
}

/** What each screen sounds like when it appears; silence where nothing happened. */
export const SCREEN_SOUNDS: { readonly [K in Screen['kind']]: ScreenSound | null } = {
  ready: null,
  charging: { sound: 'tick', everyMs: 1_000 },
  password: { sound: 'ask', everyMs: null },
  unknown: { sound: 'doubt', everyMs: 4_000 },
  stopping: { sound: 'tick', everyMs: 1_000 },
  returning: { sound: 'doubt', everyMs: null },
  paid: { sound: 'paid', everyMs: null },
  'not-charged': { sound: 'refused', everyMs: null },
  stopped: { sound: 'stopped', everyMs: null },
  'needs-attention': { sound: 'attention', everyMs: null },
  abandoned: null,
}
