/** A scanner's last keys, and the hand that just pulled its trigger, must not press anything. */
const QUIET_AFTER_SCAN_MS = 300

let quietUntilMs = 0

/** A code was scanned: keys mean nothing for a moment. */
export const quietKeys = (scannedAtMs = performance.now()): void => {
  quietUntilMs = scannedAtMs + QUIET_AFTER_SCAN_MS
}

/** Whether a key at this event time is to be ignored. */
export const areKeysQuiet = (atMs: number): boolean => atMs < quietUntilMs
