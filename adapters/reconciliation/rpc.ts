/** Two processes that call each other. What crosses is plain data. */
export interface Line {
  readonly send: (message: unknown) => void
  /** Called once, before anything comes. */
  readonly listen: (hear: (message: unknown) => void) => void
}

/** What one side answers: a name and what is asked; what comes back may be awaited. */
export type Answers = Readonly<Record<string, (ask: never) => unknown>>

/** Calls of the other side. */
export interface Rpc {
  /** Rejects when the other side threw, or is gone. */
  readonly call: (name: string, ask: unknown) => Promise<unknown>
  /** The other side is gone: everything that waits for it fails. */
  readonly lost: () => void
}

type Message =
  | { readonly kind: 'call'; readonly id: number; readonly name: string; readonly ask: unknown }
  | { readonly kind: 'answer'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'threw'; readonly id: number; readonly text: string }

interface Waiting {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

/** The end of a line on this side. Both ends are this program's own: what comes is what `send` below sent. */
export function openRpc(line: Line, answers: Answers): Rpc {
  const waiting = new Map<number, Waiting>()
  let calls = 0
  let gone = false
  const answer = async (id: number, name: string, ask: unknown): Promise<void> => {
    try {
      const handler = Object.hasOwn(answers, name) ? answers[name] : undefined
      if (handler === undefined) throw new Error(`no call ${name}`)
      // The name decides the type of what is asked, on both ends alike.
      line.send({ kind: 'answer', id, value: await handler(ask as never) })
    } catch (error) {
      const text = error instanceof Error ? (error.stack ?? error.message) : String(error)
      line.send({ kind: 'threw', id, text })
    }
  }
  line.listen((raw) => {
    const message = raw as Message
    if (message.kind === 'call') return void answer(message.id, message.name, message.ask)
    const one = waiting.get(message.id)
    waiting.delete(message.id)
    if (message.kind === 'answer') one?.resolve(message.value)
    else one?.reject(new Error(message.text))
  })
  return {
    call: (name, ask) =>
      new Promise((resolve, reject) => {
        if (gone) return reject(new Error('the other process is gone'))
        calls += 1
        waiting.set(calls, { resolve, reject })
        line.send({ kind: 'call', id: calls, name, ask })
      }),
    lost() {
      gone = true
      for (const { reject } of waiting.values()) reject(new Error('the other process is gone'))
      waiting.clear()
    },
  }
}
