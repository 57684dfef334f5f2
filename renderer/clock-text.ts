/** Hours and minutes of the counter's own clock. */
export const clockText = (atMs: number): string => {
  const at = new Date(atMs)
  return [at.getHours(), at.getMinutes()].map((part) => String(part).padStart(2, '0')).join(':')
}
