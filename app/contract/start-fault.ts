/** Why the till opened but cannot sell. The screen says what happened and what to do; nothing is lost. */
export type StartFault =
  /** Another program has the journal open. */
  | { readonly kind: 'journal-locked' }
  /** The journal holds unfinished sales of another merchant or sandbox: only under that set-up can they be settled. */
  | { readonly kind: 'journal-of-others' }
  /** An entry of the journal is not what was written. */
  | { readonly kind: 'journal-damaged' }
  /** The journal is from a later version of this program. */
  | { readonly kind: 'journal-too-new' }
  /** The disk refuses the journal, or would not keep it through a power cut. */
  | { readonly kind: 'journal-unusable'; readonly detail: string }
  /** The configuration file cannot be read or is not JSON. */
  | { readonly kind: 'configuration-unreadable'; readonly detail: string }
  /** A field of the configuration is wrong: `at` is its path. */
  | { readonly kind: 'configuration-invalid'; readonly at: string; readonly reason: string }
  /** Physical-store mode without merchant data, key or certificate: `at` names what is missing or unusable. */
  | { readonly kind: 'credentials-missing'; readonly at: string; readonly reason: string }
  /** Merchant-backend mode, and the backend does not know this machine: `reason` is its problem code, `unreachable`, or `no-code`. */
  | { readonly kind: 'not-enrolled'; readonly reason: string }
  /** Training mode's own WeChat Pay did not start. */
  | { readonly kind: 'simulator-failed'; readonly detail: string }
