/** One tone. */
export interface Note {
  readonly hertz: number
  readonly startMs: number
  readonly lengthMs: number
  readonly shape: OscillatorType
}

/** What the till sounds like. Each is told from the others without looking. */
export type SoundName =
  | 'tick'
  | 'accepted'
  | 'ask'
  | 'paid'
  | 'refused'
  | 'buzz'
  | 'doubt'
  | 'stopped'
  | 'attention'
  | 'news'

const sine = (hertz: number, startMs: number, lengthMs: number): Note => ({
  hertz,
  startMs,
  lengthMs,
  shape: 'sine',
})

export const SOUNDS: { readonly [S in SoundName]: readonly Note[] } = {
  /** Work goes on. */
  tick: [sine(1800, 0, 18)],
  /** One clear note: the code was taken. The scanner's own beep only says that it read something. */
  accepted: [sine(1319, 0, 90)],
  /** Two soft notes: the customer has to do something. */
  ask: [sine(660, 0, 160), sine(880, 190, 220)],
  /** Rising: hand over. */
  paid: [sine(784, 0, 110), sine(1047, 110, 110), sine(1568, 220, 320)],
  /** Low and twice: keep. */
  refused: [
    { hertz: 196, startMs: 0, lengthMs: 180, shape: 'triangle' },
    { hertz: 196, startMs: 240, lengthMs: 260, shape: 'triangle' },
  ],
  /** The wrong thing was scanned. */
  buzz: [{ hertz: 150, startMs: 0, lengthMs: 160, shape: 'sawtooth' }],
  /** Nobody knows: hold. */
  doubt: [sine(440, 0, 260), sine(415, 280, 320)],
  /** Falling: over, nothing was taken. */
  stopped: [sine(660, 0, 120), sine(523, 130, 120), sine(392, 260, 240)],
  /** High and light: a parked sale was decided; it can be looked at when there is time. */
  news: [sine(1175, 0, 70), sine(1175, 130, 70), sine(1175, 260, 120)],
  /** Somebody has to come. */
  attention: [sine(988, 0, 120), sine(740, 140, 120), sine(988, 280, 120), sine(740, 420, 160)],
}
