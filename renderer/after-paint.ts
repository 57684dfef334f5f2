/**
 * Runs once what React has just committed is on the glass: the first animation frame paints it, the
 * second begins when that is done.
 */
export function afterPaint(run: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(run))
}
