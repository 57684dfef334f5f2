import { Textarea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { WechatConfiguration } from '../../app/contract/configuration.ts'
import type { Resources } from '../i18n/resources.ts'
import { AccessCheck } from './access-check.tsx'
import { ChoiceField, TextField, useField } from './fields.tsx'
import { useSetup } from './setup-context.ts'

function useWechat() {
  const { draft, change } = useSetup()
  const { wechat } = draft.configuration
  return {
    wechat,
    changeWechat: (part: Partial<WechatConfiguration>) =>
      change({ wechat: { ...wechat, ...part } }),
  }
}

const IDS = ['appId', 'mchId', 'subAppId', 'subMchId', 'deviceInfo'] as const

const ABOUT: { readonly [N in (typeof IDS)[number]]: keyof Resources['field'] } = {
  appId: 'appIdFor',
  mchId: 'mchIdFor',
  subAppId: 'subAppIdFor',
  subMchId: 'subMchIdFor',
  deviceInfo: 'deviceInfoFor',
}

/** Who the merchant is to WeChat Pay. */
export function MerchantFields() {
  const { wechat, changeWechat } = useWechat()
  return (
    <>
      {IDS.map((name) => (
        <TextField
          key={name}
          path={`wechat.${name}`}
          label={name}
          about={ABOUT[name]}
          maxLength={32}
          value={wechat[name]}
          onChange={(value) => changeWechat({ [name]: value.trim() })}
        />
      ))}
      <ChoiceField
        path="wechat.signType"
        label="signType"
        about="signTypeFor"
        value={wechat.signType}
        choices={[
          { value: 'MD5', label: 'MD5' },
          { value: 'HMAC-SHA256', label: 'HMAC-SHA256' },
        ]}
        onChange={(signType) => changeWechat({ signType })}
      />
    </>
  )
}

/** Who the merchant is, and whether WeChat Pay takes it. */
export function MerchantSection() {
  return (
    <>
      <MerchantFields />
      <AccessCheck way="wechat" />
    </>
  )
}

/** Base addresses of WeChat Pay, one a line. */
export function HostsField() {
  const { wechat, changeWechat } = useWechat()
  const field = useField({ path: 'wechat.hosts', label: 'hosts', about: 'hostsFor' })
  return (
    <Textarea
      {...field}
      autosize={false}
      rows={4}
      spellCheck={false}
      value={wechat.hosts.join('\n')}
      onChange={(event) => changeWechat({ hosts: event.currentTarget.value.split('\n') })}
    />
  )
}

/** Where WeChat Pay is reached, and whether it is the real one. */
export function NetworkSection() {
  const { t } = useTranslation('field')
  const { wechat, changeWechat } = useWechat()
  return (
    <>
      <HostsField />
      <ChoiceField
        path="wechat.sandbox"
        label="sandbox"
        about="sandboxFor"
        value={wechat.sandbox}
        choices={[
          { value: 'off', label: t('sandboxOff') },
          { value: 'sandboxnew', label: t('sandboxNew') },
          { value: 'xdc', label: t('sandboxXdc') },
        ]}
        onChange={(sandbox) => changeWechat({ sandbox })}
      />
      {wechat.sandbox === 'xdc' && (
        <TextField
          path="wechat.negativeTest"
          label="negativeTest"
          about="negativeTestFor"
          maxLength={64}
          value={wechat.negativeTest}
          onChange={(negativeTest) => changeWechat({ negativeTest })}
        />
      )}
      <AccessCheck way="wechat" />
    </>
  )
}
