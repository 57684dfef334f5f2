import { SOUNDS, type Note, type SoundName } from './sounds.ts'

/** Made with the first sound. Null when the system gives no audio at all: the till is then silent, and works. */
let context: AudioContext | null | undefined

function openContext(): AudioContext | null {
  try {
    return new AudioContext()
  } catch {
    return null
  }
}

/** Fades keep the ends of a note from clicking. */
const FADE_S = 0.012

function playNote(audio: AudioContext, volume: number, note: Note): void {
  const startS = audio.currentTime + note.startMs / 1000
  const endS = startS + note.lengthMs / 1000
  const tone = audio.createOscillator()
  const loudness = audio.createGain()
  tone.type = note.shape
  tone.frequency.value = note.hertz
  loudness.gain.setValueAtTime(0, startS)
  loudness.gain.linearRampToValueAtTime(volume, startS + FADE_S)
  loudness.gain.setValueAtTime(volume, Math.max(startS + FADE_S, endS - FADE_S))
  loudness.gain.linearRampToValueAtTime(0, endS)
  tone.connect(loudness).connect(audio.destination)
  tone.start(startS)
  tone.stop(endS)
}

/** Plays a sound. `volume` goes from 0 (silent) to 1. */
export function play(name: SoundName, volume: number): void {
  if (volume <= 0) return
  context = context === undefined ? openContext() : context
  if (context === null) return
  // After sleep the context is suspended; the notes wait for it.
  if (context.state === 'suspended') void context.resume()
  for (const note of SOUNDS[name]) playNote(context, volume * 0.5, note)
}
