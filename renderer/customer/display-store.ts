import { create } from 'zustand'
import type { DisplayBridge, DisplayView } from '../../app/contract/display.ts'

declare global {
  interface Window {
    /** Put there by the preload script of the customer's window; the preview puts a still one. */
    readonly display: DisplayBridge
  }
}

/** A mirror of what main shows the customer, null until the first view. Written by `follow` alone. */
export const useDisplay = create<{ readonly view: DisplayView | null }>(() => ({ view: null }))

function take(view: DisplayView): void {
  const before = useDisplay.getState().view
  if (before === null || view.version >= before.version) useDisplay.setState({ view })
}

/** Listens to main, then asks for the view as it is, so that nothing in between is missed. */
export async function follow(bridge: DisplayBridge): Promise<void> {
  bridge.on(take)
  take(await bridge.view())
}
