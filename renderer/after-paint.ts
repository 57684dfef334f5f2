/**
 * Runs once what React has just committed is on the glass: the next animation frame paints it, and a message
 * sent in that frame is delivered after its painting.
 */
export function afterPaint(run: () => void): void {
  requestAnimationFrame(() => {
    const channel = new MessageChannel()
    channel.port1.addEventListener('message', run, { once: true })
    channel.port1.start()
    channel.port2.postMessage(null)
  })
}

/**
 * Asks for the next frame before there is anything to paint in it. A frame is asked for anyway as soon as something has changed; but one that
 * falls due while React still works on the change is then missed, and the next comes a whole frame later.
 */
export const askForFrame = (): void => void requestAnimationFrame(() => undefined)
