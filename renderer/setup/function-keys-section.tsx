import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { DEFAULT_KEYS, FUNCTION_KEYS, KEY_COMMANDS, type KeyCommand } from '../../app/keys.ts'
import { useProblem, useSetup } from './setup-context.ts'

function KeyField({ command }: { readonly command: KeyCommand }) {
  const { t } = useTranslation(['functionKeys', 'setup'])
  const { setup, draft, change } = useSetup()
  const error = useProblem(`keys.${command}`)
  const { keys } = draft.configuration
  return (
    <Select
      size="md"
      allowDeselect={false}
      disabled={setup.fromFile}
      label={t(`functionKeys:${command}`)}
      description={t('setup:byDefault', { value: DEFAULT_KEYS[command] })}
      error={error}
      data={[...FUNCTION_KEYS]}
      value={keys[command]}
      onChange={(value) => {
        const key = FUNCTION_KEYS.find((one) => one === value)
        if (key !== undefined) change({ keys: { ...keys, [command]: key } })
      }}
    />
  )
}

/** Which function key does what, for hands that another till has taught. */
export function FunctionKeysSection() {
  const { t } = useTranslation('functionKeys')
  return (
    <>
      <p className="setup-intro">{t('intro')}</p>
      {KEY_COMMANDS.map((command) => (
        <KeyField key={command} command={command} />
      ))}
    </>
  )
}
