import { Alert } from '@mantine/core'
import { IconLock, IconLockOpen } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { AccessCheck } from './access-check.tsx'
import { SecretFileField, SecretTextField } from './secret-fields.tsx'
import { useSetup } from './setup-context.ts'

/** What proves to WeChat Pay that this is the merchant. Write-only: nothing of it comes back. */
export function KeysSection() {
  const { t } = useTranslation('setup')
  const { setup } = useSetup()
  const safe = setup.secretStore === 'os'
  const Sign = safe ? IconLock : IconLockOpen
  return (
    <>
      <Alert color={safe ? 'teal' : 'orange'} icon={<Sign aria-hidden />}>
        {safe ? t('storeOs') : t('storeFile')}
      </Alert>
      <SecretTextField name="apiKey" about="apiKeyFor" />
      <SecretFileField
        name="certificatePem"
        about="certificatePemFor"
        accept=".pem,.crt,.cer"
        binary={false}
      />
      <SecretFileField
        name="certificateKeyPem"
        about="certificateKeyPemFor"
        accept=".pem,.key"
        binary={false}
      />
      <SecretFileField name="p12Base64" about="p12Base64For" accept=".p12,.pfx" binary />
      <SecretTextField name="p12Passphrase" about="p12PassphraseFor" />
      <SecretTextField name="apiV3Key" about="apiV3KeyFor" />
      <AccessCheck way="wechat" />
    </>
  )
}
