import { useEffect, useRef } from 'react'
import type { TillView } from '../../app/till/view.ts'
import { usePanels } from '../panel-store.ts'
import { usePreferences } from '../preferences-store.ts'
import { isUndecided } from '../../app/till/screens.ts'
import { useTill } from '../till-store.ts'
import { play } from './play.ts'
import { SCREEN_SOUNDS } from './screen-sounds.ts'
import type { SoundName } from './sounds.ts'

const playNow = (name: SoundName): void => play(name, usePreferences.getState().volume)

/** How many parked or restored sales are decided and not acknowledged yet. */
const countDecided = (till: TillView | undefined): number =>
  till?.background.filter(({ screen }) => !isUndecided(screen)).length ?? 0

/** Plays each verdict when it appears, and a buzz for what could not be done. */
export function useSounds(): void {
  const saleId = useTill(({ snapshot }) => snapshot?.till.current?.saleId)
  const kind = useTill(({ snapshot }) => snapshot?.till.current?.screen.kind)
  const noticeAt = useTill(({ snapshot }) => snapshot?.till.notice?.at)
  const messageNumber = usePanels((panels) => panels.messageNumber)
  const decided = useTill(({ snapshot }) => countDecided(snapshot?.till))
  const decidedBefore = useRef(decided)
  const scanner = useTill(({ snapshot }) => snapshot?.lights.scanner.state)

  useEffect(() => {
    const wanted = kind === undefined ? null : SCREEN_SOUNDS[kind]
    if (wanted === null) return
    playNow(wanted.sound)
    const { again } = wanted
    if (again === null) return
    const timer = setInterval(() => playNow(again.sound), again.everyMs)
    return () => clearInterval(timer)
  }, [saleId, kind])

  useEffect(() => {
    if (noticeAt !== undefined || messageNumber > 0) playNow('buzz')
  }, [noticeAt, messageNumber])

  useEffect(() => {
    if (decided > decidedBefore.current) playNow('news')
    decidedBefore.current = decided
  }, [decided])

  useEffect(() => {
    if (scanner === 'bad') playNow('attention')
  }, [scanner])
}
