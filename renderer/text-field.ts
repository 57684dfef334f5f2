/** What can be written into. */
export type Field = HTMLInputElement | HTMLTextAreaElement

const TEXT_TYPES: ReadonlySet<string> = new Set([
  'text',
  'search',
  'tel',
  'url',
  'email',
  'number',
  'password',
])

/** Whether this is a field for text. */
export const isTextField = (target: unknown): target is Field =>
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLInputElement && TEXT_TYPES.has(target.type))

/** The rest of a scan is composed within this time; a hand needs longer to come back to the field. */
export const SCAN_COMES_IN_MS = 600

/** Writes as a person would, for React to hear it. */
export function write(field: Field, text: string): void {
  if (field.value === text) return
  // React replaces the element's own `value`; the prototype's is what a browser's typing uses.
  Reflect.set(Object.getPrototypeOf(field), 'value', text, field)
  field.dispatchEvent(new Event('input', { bubbles: true }))
}

/**
 * An input method goes on composing from keys that main keeps from the page. Without a field it has nothing to compose in; but Chromium gives
 * a field back its focus for a text that was on its way, while the selection is in it. So the selection goes, and nothing is
 * written into the field while the rest of the scan comes.
 */
export function leave(field: Field): void {
  field.blur()
  document.getSelection()?.removeAllRanges()
  if (field.readOnly) return
  field.readOnly = true
  setTimeout(() => {
    field.readOnly = false
  }, SCAN_COMES_IN_MS)
}
