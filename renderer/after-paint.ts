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
