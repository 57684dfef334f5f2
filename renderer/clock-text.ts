import { zoneOf, type Zone } from '../app/zone.ts'

/** The shop's zone, as the set-up names it. */
let shop: Zone = zoneOf('')

/** Shows times as the clocks of this zone do from now on; empty: the machine's own. */
export const setShopZone = (name: string): void => {
  shop = zoneOf(name)
}

/** The shop's wall clock as a text: "2026-11-26T17:10:58.123Z", whose Z means nothing. */
const wall = (atMs: number): string => new Date(atMs + shop.minutesAt(atMs) * 60_000).toISOString()

/** Hours and minutes of the shop's clocks. */
export const clockText = (atMs: number): string => wall(atMs).slice(11, 16)

/** Hours, minutes and seconds. */
export const secondsText = (atMs: number): string => wall(atMs).slice(11, 19)

/** Day and time; the year only where it is another. */
export function dayText(atMs: number): string {
  const at = wall(atMs)
  const thisYear = at.slice(0, 4) === wall(Date.now()).slice(0, 4)
  return `${at.slice(thisYear ? 5 : 0, 10)} ${at.slice(11, 16)}`
}

/** Day, time and how far the shop's clocks are ahead of UTC: "2026-11-26 17:10:58 UTC+08:00". */
export function wholeTimeText(atMs: number): string {
  const minutes = shop.minutesAt(atMs)
  const two = (part: number): string => String(part).padStart(2, '0')
  const size = Math.abs(minutes)
  const ahead = `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`
  return `${wall(atMs).slice(0, 19).replace('T', ' ')} UTC${ahead}`
}
