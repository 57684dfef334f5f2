import { create } from 'zustand'
import type { TillBridge } from '../../app/contract/contract.ts'
import type { Resources } from '../i18n/resources.ts'

/** What is said of a print for a moment. */
export interface SlipNews {
  readonly text: keyof Resources['slips']
  /** A paper of the emulated printer, as SVG. */
  readonly svg: string | null
  /** Differs for each, so that the same news twice is shown twice. */
  readonly number: number
}

/** The newest news of prints; null when it was shown long enough. */
export const useSlipNews = create<{ readonly news: SlipNews | null }>(() => ({ news: null }))

let count = 0

/** Says something about a print, without a sound: nobody has to act. */
export function sayOfSlip(text: SlipNews['text'], svg: string | null = null): void {
  count += 1
  useSlipNews.setState({ news: { text, svg, number: count } })
}

export const dismissSlipNews = (): void => useSlipNews.setState({ news: null })

/** Shows what the emulated printer prints. Returns a function that stops. */
export const followPapers = (bridge: TillBridge): (() => void) =>
  bridge.on('slipPrinted', ({ svg }) => sayOfSlip('trainingPaper', svg))

/** An address for a picture that the page already has. */
export const pictureAddress = (svg: string): string =>
  `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
