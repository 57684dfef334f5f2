import { Alert } from '@mantine/core'
import { IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { AccessCheck } from './access-check.tsx'
import { TextField } from './fields.tsx'
import { useSetup } from './setup-context.ts'

/** Which till of the backend this machine is, or that it is none yet. */
function Enrolment() {
  const { t } = useTranslation('field')
  const { device } = useSetup().setup
  if (device === null) {
    return <Alert color="blue" icon={<IconInfoCircle aria-hidden />} title={t('notEnrolled')} />
  }
  const { merchant, store, till } = device
  const names = { merchant: merchant.name, store: store.name, till: till.name }
  return (
    <Alert color="green" icon={<IconCircleCheck aria-hidden />} title={t('enrolledAs', names)} />
  )
}

/** Where the merchant's backend is, and how this machine becomes one of its tills. */
export function BackendSection() {
  const { draft, change } = useSetup()
  const { backend } = draft.configuration
  return (
    <>
      <Enrolment />
      <TextField
        path="backend.url"
        label="backendUrl"
        about="backendUrlFor"
        value={backend.url}
        onChange={(url) => change({ backend: { ...backend, url: url.trim() } })}
      />
      <TextField
        path="backend.enrolmentCode"
        label="enrolmentCode"
        about="enrolmentCodeFor"
        maxLength={12}
        value={backend.enrolmentCode}
        onChange={(typed) => {
          const enrolmentCode = typed.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')
          change({ backend: { ...backend, enrolmentCode } })
        }}
      />
      <AccessCheck way="backend" />
    </>
  )
}
