import { FileInput, PasswordInput } from '@mantine/core'
import { IconFileUpload } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SecretNames } from '../../app/contract/configuration.ts'
import type { Resources } from '../i18n/resources.ts'
import { useField } from './fields.tsx'
import { useSetup } from './setup-context.ts'

interface Props {
  readonly name: SecretNames
  readonly about: keyof Resources['field']
}

/** Whether the secret is stored, will be, or is missing: its value is never shown. */
function StoredBadge({ name }: { readonly name: SecretNames }) {
  const { t } = useTranslation('setup')
  const { setup, draft } = useSetup()
  const kept = setup.secrets.includes(name) ? 'stored' : 'notStored'
  const state = draft.secrets[name] === undefined ? kept : 'toBeStored'
  return (
    <span className="stored-badge" data-state={state}>
      {t(state)}
    </span>
  )
}

function useSecret({ name, about }: Props) {
  const { changeSecrets, draft } = useSetup()
  const field = useField({ path: `secrets.${name}`, label: name, about })
  function store(value: string | null): void {
    const { [name]: _, ...others } = draft.secrets
    changeSecrets(value === null || value === '' ? others : { ...others, [name]: value })
  }
  const label = (
    <>
      {field.label} <StoredBadge name={name} />
    </>
  )
  return { field: { ...field, label }, value: draft.secrets[name] ?? '', store }
}

/** A secret that is typed or pasted. */
export function SecretTextField(props: Props) {
  const { field, value, store } = useSecret(props)
  return (
    <PasswordInput
      {...field}
      autoComplete="new-password"
      value={value}
      onChange={(event) => store(event.currentTarget.value.trim())}
    />
  )
}

/** Certificates and keys are a few kilobytes; main takes up to 20,000 characters. */
const FILE_BYTES_MAX = 14_000

const toBase64 = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''))

/** A secret that comes in a file; it is read here and its name forgotten. */
export function SecretFileField(
  props: Props & { readonly accept: string; readonly binary: boolean },
) {
  const { accept, binary } = props
  const { t } = useTranslation('setup')
  const { field, store } = useSecret(props)
  const [tooLarge, setTooLarge] = useState(false)

  async function read(file: File | null): Promise<void> {
    setTooLarge(file !== null && file.size > FILE_BYTES_MAX)
    if (file === null || file.size > FILE_BYTES_MAX) return store(null)
    store(binary ? toBase64(new Uint8Array(await file.arrayBuffer())) : await file.text())
  }

  return (
    <FileInput
      {...field}
      clearable
      accept={accept}
      error={tooLarge ? t('errorFileSize') : field.error}
      placeholder={t('pickFile')}
      leftSection={<IconFileUpload aria-hidden size={20} />}
      onChange={(file) => void read(file)}
    />
  )
}
