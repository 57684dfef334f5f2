import { clockText } from './clock-text.ts'

/** Day and time; the year only where it is another. */
export const dayText = (atMs: number): string => {
  const at = new Date(atMs)
  const two = (part: number): string => String(part).padStart(2, '0')
  const year = at.getFullYear() === new Date().getFullYear() ? '' : `${at.getFullYear()}-`
  return `${year}${two(at.getMonth() + 1)}-${two(at.getDate())} ${clockText(atMs)}`
}
