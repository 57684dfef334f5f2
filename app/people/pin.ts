/** Digits of a PIN: as many as the backend asks for, so that one PIN may serve both. */
export const PIN_DIGITS_MIN = 6
export const PIN_DIGITS_MAX = 8

/** Why a PIN is not taken as a new one. */
export type PinProblem = 'not-digits' | 'too-short' | 'too-long' | 'too-simple'

/** What is wrong with a PIN that somebody wants to have from now on; null: nothing. */
export function pinProblem(pin: string): PinProblem | null {
  if (!/^\d*$/.test(pin)) return 'not-digits'
  if (pin.length < PIN_DIGITS_MIN) return 'too-short'
  if (pin.length > PIN_DIGITS_MAX) return 'too-long'
  return isSimple(pin) ? 'too-simple' : null
}

/** One digit all along, or digits that count up or down: what people try first. */
function isSimple(pin: string): boolean {
  const steps = [...pin].slice(1).map((digit, n) => Number(digit) - Number(pin[n]))
  const [first] = steps
  return [0, 1, -1].includes(first ?? 0) && steps.every((step) => step === first)
}
