/** One text of a source file, and what a mutant has instead. */
export interface Patch {
  readonly file: string
  readonly from: string
  readonly to: string
}

/** A backend, or a till, with one rule taken away. A run on it must break one of `breaks`. */
export interface Mutant {
  readonly name: string
  readonly what: string
  readonly patches: readonly Patch[]
  /** The episode that is made for it. */
  readonly only: string
  readonly minutes: number
  readonly breaks: readonly string[]
}

const rows = 'backend/payment-rows.ts'
const flow = 'app/payment/flow.ts'

/** Every mutant, the quickest to be caught first. */
export const MUTANTS: readonly Mutant[] = [
  {
    name: 'absence-believed-early',
    what: '"no such order" is believed while the payment code can still be charged',
    patches: [
      {
        file: 'app/payment/revoking.ts',
        from: "if (!accepted || !atLeast(revokedAtAge, 'code-dead')) return null",
        to: 'if (!accepted) return null',
      },
    ],
    only: 'paused-owners',
    minutes: 0.25,
    breaks: ['told-what-the-books-say', 'one-charge-for-a-sale'],
  },
  {
    name: 'claim-ends-before-its-call',
    what: 'a claim does not outlive the call that it is for',
    patches: [
      {
        file: 'backend/payment-service.ts',
        from: 'this.#claimMs = parts.callMsMax + CLAIM_MARGIN_MS',
        to: 'this.#claimMs = 100 + 0 * CLAIM_MARGIN_MS',
      },
    ],
    only: 'storm',
    minutes: 0.1,
    breaks: ['one-call-at-a-time'],
  },
  {
    name: 'submitted-again',
    what: 'whoever takes a payment over submits it again',
    patches: [
      {
        file: flow,
        from: "{ kind: 'submitting', sale, attempt, age, stopPressed: false }",
        to: "{ kind: 'submitting', sale: { ...sale, note: event.paymentCode }, attempt, age, stopPressed: false }",
      },
      {
        file: flow,
        from: 'return to(next, query(state), ...waits)',
        to: "void next; return to({ ...state, age }, { type: 'submit', order: orderOf(state), paymentCode: state.sale.note }, ...waits)",
      },
    ],
    only: 'storm',
    minutes: 1,
    breaks: ['submitted-once'],
  },
  {
    name: 'version-ignored',
    what: 'an answer is written over a row that has changed since it was read',
    patches: [
      {
        file: rows,
        from: 'and p.version = w.version and p.fence = w.fence',
        to: 'and p.fence = w.fence',
      },
    ],
    only: 'slow-database',
    minutes: 1,
    breaks: ['final-stays-final', 'journal-is-whole'],
  },
  {
    name: 'commit-not-waited-for',
    what: 'a commit is believed before it is on disk',
    patches: [
      {
        file: 'backend/database.ts',
        from: "...(durable ? {} : { synchronous_commit: 'off' })",
        to: "...(durable ? { synchronous_commit: 'off' } : { synchronous_commit: 'off' })",
      },
    ],
    only: 'crashes',
    minutes: 1,
    breaks: [
      'told-only-what-is-durable',
      'intent-before-request',
      'rows-agree-with-the-books',
      'told-what-the-books-say',
    ],
  },
  {
    name: 'till-forgets',
    what: 'a till that was killed does not take its open payments up again',
    patches: [
      {
        file: 'app/till/till.ts',
        from: "isOpen(state) || place !== 'left')",
        to: "!isOpen(state) && place !== 'left')",
      },
    ],
    only: 'storm',
    minutes: 0.5,
    breaks: ['screens-settle'],
  },
  {
    name: 'till-journal-not-waited-for',
    what: 'a till sends a payment before its own journal has it',
    patches: [
      {
        file: 'adapters/sqlite-journal.ts',
        from: 'append: async (entry) => append(entry),',
        to: 'append: async (entry) => void setTimeout(() => append(entry), 1_500),',
      },
    ],
    only: 'storm',
    minutes: 0.5,
    breaks: ['screens-settle', 'one-charge-for-a-sale', 'verdicts-stand'],
  },
  {
    name: 'fence-ignored',
    what: 'a node that was paused tells what its call answered, although another has taken over',
    patches: [
      {
        file: rows,
        from: 'and p.version = w.version and p.fence = w.fence',
        to: 'and p.version = w.version',
      },
      {
        file: rows,
        from: 'and id = ${key.id} and fence = ${fence}',
        to: 'and id = ${key.id} and ${fence}::integer > 0',
      },
    ],
    only: 'answers-of-the-past',
    minutes: 1.5,
    breaks: ['told-what-the-books-say', 'one-charge-for-a-sale'],
  },
]

/** Applies a patch; throws when the text is not there exactly once, because then the mutant is none any more. */
export function patched(source: string, { file, from, to }: Patch): string {
  const parts = source.split(from)
  if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} times: ${from}`)
  return parts.join(to)
}
