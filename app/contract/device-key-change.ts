/**
 * How a device changes its key so that no lost answer locks it out. The backend takes the next key when it is first used and
 * keeps the other until then, so one of the two always works, and asking shows which.
 */

/** A device's keys. `Key` is whatever the device knows a key by. Stored before anything is sent. */
export type KeyChange<Key> =
  | { readonly kind: 'settled'; readonly current: Key }
  /** To be announced, signed with `current`. */
  | Changing<Key, 'announcing'>
  /** To be used: a question signed with `next` settles it. */
  | Changing<Key, 'proving'>
  /** The backend knows neither key: the device was revoked, or its backend restored. It has to be enrolled anew. */
  | { readonly kind: 'locked-out' }

interface Changing<Key, Kind> {
  readonly kind: Kind
  readonly current: Key
  readonly next: Key
  /** Refusals in a row: after both keys were refused nothing is left to try. */
  readonly refusals: 0 | 1
}

/** What became of the request that the state asks for. */
export type KeyAnswer =
  | 'accepted'
  /** `not-signed`: the backend does not know the key that signed. */
  | 'unknown-key'
  /** Anything else, or no answer: it is asked again later. */
  | 'unclear'

/** Begins a change. The answer must be on disk before the announcement leaves. */
export const beginKeyChange = <Key>(current: Key, next: Key): KeyChange<Key> => ({
  kind: 'announcing',
  current,
  next,
  refusals: 0,
})

/** What follows from an answer. Pure: the same again gives the same. */
export function afterKeyAnswer<Key>(change: KeyChange<Key>, answer: KeyAnswer): KeyChange<Key> {
  if (change.kind === 'settled' || change.kind === 'locked-out' || answer === 'unclear')
    return change
  const { current, next } = change
  if (answer === 'accepted') {
    return change.kind === 'announcing'
      ? { kind: 'proving', current, next, refusals: 0 }
      : { kind: 'settled', current: next }
  }
  if (change.refusals === 1) return { kind: 'locked-out' }
  const kind = change.kind === 'announcing' ? 'proving' : 'announcing'
  return { kind, current, next, refusals: 1 }
}

/** The key that signs all other requests meanwhile: the one that the backend surely knew last. */
export const signingKeyOf = <Key>(change: KeyChange<Key>): Key | null =>
  change.kind === 'locked-out' ? null : change.current
