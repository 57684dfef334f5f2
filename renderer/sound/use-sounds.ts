import { useEffect } from 'react'
import { usePanels } from '../panel-store.ts'
import { usePreferences } from '../preferences-store.ts'
import { useTill } from '../till-store.ts'
import { play } from './play.ts'
import { SCREEN_SOUNDS } from './screen-sounds.ts'
import type { SoundName } from './sounds.ts'

const playNow = (name: SoundName): void => play(name, usePreferences.getState().volume)

/** Plays each verdict when it appears, and a buzz for what could not be done. */
export function useSounds(): void {
  const saleId = useTill(({ snapshot }) => snapshot?.till.current?.saleId)
  const kind = useTill(({ snapshot }) => snapshot?.till.current?.screen.kind)
  const noticeAt = useTill(({ snapshot }) => snapshot?.till.notice?.at)
  const messageNumber = usePanels((panels) => panels.messageNumber)
  const scanner = useTill(({ snapshot }) => snapshot?.lights.scanner.state)

  useEffect(() => {
    const wanted = kind === undefined ? null : SCREEN_SOUNDS[kind]
    if (wanted === null) return
    playNow(wanted.sound)
    if (wanted.everyMs === null) return
    const timer = setInterval(() => playNow(wanted.sound), wanted.everyMs)
    return () => clearInterval(timer)
  }, [saleId, kind])

  useEffect(() => {
    if (noticeAt !== undefined || messageNumber > 0) playNow('buzz')
  }, [noticeAt, messageNumber])

  useEffect(() => {
    if (scanner === 'bad') playNow('attention')
  }, [scanner])
}
