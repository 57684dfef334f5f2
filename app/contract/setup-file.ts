import type { z } from 'zod'
import type { Configuration, WechatConfiguration } from './configuration.ts'

/** What became of choosing a configuration file to fill the set-up screen with. Nothing is stored by it. */
export type Imported =
  | { readonly outcome: 'cancelled' }
  | {
      readonly outcome: 'imported'
      readonly file: string
      readonly configuration: Configuration
      /** The file had a passphrase, which the screen is not told: it has to be typed. */
      readonly passphraseLeftOut: boolean
    }
  | { readonly outcome: 'unreadable'; readonly file: string; readonly detail: string }
  /** By the documented schema, fault by fault. */
  | {
      readonly outcome: 'invalid'
      readonly file: string
      readonly issues: readonly z.core.$ZodIssue[]
    }

/** What became of writing the set-up into a file. */
export type Exported =
  | { readonly outcome: 'cancelled' }
  | { readonly outcome: 'exported'; readonly file: string }
  | { readonly outcome: 'unwritable'; readonly file: string; readonly detail: string }

/** An address without the name and password that can stand in it. */
const withoutUser = (address: string): string => address.replace(/^(\w+:\/\/)[^/?#]*@/, '$1')

/** A configuration that may be handed on: no passphrase, no enrolment code, no password in an address. Files with secrets are only named. */
export function withoutSecrets({ wechat, backend, ...rest }: Configuration): Configuration {
  return {
    ...rest,
    ...(wechat === undefined ? {} : { wechat: merchantWithoutSecrets(wechat) }),
    ...(backend === undefined
      ? {}
      : { backend: { ...backend, url: withoutUser(backend.url), enrolmentCode: '' } }),
  }
}

function merchantWithoutSecrets(merchant: WechatConfiguration): WechatConfiguration {
  const { p12Passphrase: _, hosts, ...wechat } = merchant
  return { ...wechat, hosts: hosts.map(withoutUser) }
}
