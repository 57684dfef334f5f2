import { ipcMain, type IpcMainInvokeEvent, type WebContents } from 'electron'
import {
  asks,
  type CallFault,
  type Calls,
  type Handlers,
  type Notices,
} from '../app/contract/contract.ts'
import { CALL_NAMES } from '../app/contract/names.ts'
import { fail } from '../app/result.ts'
import { APP_ORIGIN } from './app-files.ts'
import { callChannel, noticeChannel } from './channels.ts'

/** Only the main frame of our own page may call. */
function isOurs({ senderFrame }: IpcMainInvokeEvent): boolean {
  if (senderFrame === null || senderFrame.parent !== null) return false
  return senderFrame.url === APP_ORIGIN || senderFrame.url.startsWith(`${APP_ORIGIN}/`)
}

/** What the calls are served with. */
export interface ContractParts {
  /** Hears of handlers that threw, which is a bug. */
  readonly onCrash: (call: string, error: unknown) => void
  /** Why a call is not answered now; null: it is. */
  readonly refusalOf: (name: keyof Calls) => CallFault | null
}

/**
 * Answers the contract's calls. Every ask is parsed before a handler sees it, and nothing is thrown across:
 * Electron would keep only the message.
 */
export function serveContract(handlers: Handlers, { onCrash, refusalOf }: ContractParts): void {
  const serve = <K extends keyof Calls>(name: K): void => {
    ipcMain.handle(callChannel(name), async (event, raw: unknown) => {
      if (!isOurs(event)) return fail({ kind: 'bad-request', at: 'sender' })
      const ask = asks[name].safeParse(raw)
      if (!ask.success) {
        return fail({ kind: 'bad-request', at: ask.error.issues[0]?.path.join('.') ?? '' })
      }
      const refusal = refusalOf(name)
      if (refusal !== null) return fail(refusal)
      try {
        return await handlers[name](ask.data)
      } catch (error) {
        onCrash(name, error)
        return fail({ kind: 'main-crashed' })
      }
    })
  }
  // The list is complete by its type.
  for (const name of Object.keys(CALL_NAMES) as (keyof Calls)[]) serve(name)
}

/** Tells a window something of the contract, if it still listens. */
export function notify<N extends keyof Notices>(
  contents: WebContents,
  name: N,
  value: Notices[N],
): void {
  if (!contents.isDestroyed()) contents.send(noticeChannel(name), value)
}
