import { useTranslation } from 'react-i18next'
import {
  COMMAND_MAKERS,
  COMMAND_SETS,
  offeredBy,
  usualCommands,
  type CommandMaker,
  type ScannerCommands,
} from '../../app/scanner-commands.ts'
import { vendorOf } from '../../app/scanner-check/vendors.ts'
import { ChoiceField, SelectField } from './fields.tsx'

interface Props {
  /** Where the commands stand in the configuration. */
  readonly path: string
  /** Vendor id of the scanner's USB; undefined where it has none. */
  readonly vendorId: string | undefined
  readonly commands: ScannerCommands | undefined
  readonly set: (commands: ScannerCommands | undefined) => void
}

/** The maker whose id the scanner gives comes first. */
function makersFor(vendorId: string | undefined): readonly CommandMaker[] {
  const own = vendorId === undefined ? null : vendorOf(vendorId)
  return COMMAND_MAKERS.toSorted((one, other) => Number(other === own) - Number(one === own))
}

/** What a scanner at a serial line is told: whose commands it understands, and which of them are used. */
export function ScannerCommandFields({ path, vendorId, commands, set }: Props) {
  const { t } = useTranslation('field')
  return (
    <>
      <SelectField
        path={`${path}.maker`}
        label="commandMaker"
        about="commandMakerFor"
        value={commands?.maker ?? 'none'}
        choices={[
          { value: 'none', label: t('commandNone') },
          ...makersFor(vendorId).map((value) => ({ value, label: COMMAND_SETS[value].name })),
        ]}
        onChange={(maker) => set(maker === 'none' ? undefined : usualCommands(maker))}
      />
      {commands !== undefined && <OneMaker path={path} commands={commands} set={set} />}
    </>
  )
}

/** Only what this maker documents is offered. */
function OneMaker({
  path,
  commands,
  set,
}: Pick<Props, 'path' | 'set'> & { readonly commands: ScannerCommands }) {
  const { t } = useTranslation('field')
  const offered = offeredBy(commands.maker)
  const beeps = {
    never: t('refusedNothing'),
    refused: t('beepRefused'),
    every: t('beepEvery'),
  } as const
  return (
    <>
      {offered.beep.length > 1 && (
        <ChoiceField
          path={`${path}.beep`}
          label="commandBeep"
          about="commandBeepFor"
          value={commands.beep}
          choices={offered.beep.map((value) => ({ value, label: beeps[value] }))}
          onChange={(beep) => set({ ...commands, beep })}
        />
      )}
      {offered.handshake.length > 1 && (
        <ChoiceField
          path={`${path}.handshake`}
          label="handshake"
          about="handshakeFor"
          value={commands.handshake}
          choices={[
            { value: 'none', label: t('handshakeNone') },
            { value: 'ack-nak', label: 'ACK/NAK' },
          ]}
          onChange={(handshake) => set({ ...commands, handshake })}
        />
      )}
      {offered.trigger.length > 1 && (
        <ChoiceField
          path={`${path}.trigger`}
          label="trigger"
          about="triggerFor"
          value={commands.trigger}
          choices={[
            { value: 'scanner', label: t('triggerScanner') },
            { value: 'till', label: t('triggerTill') },
          ]}
          onChange={(trigger) => set({ ...commands, trigger })}
        />
      )}
    </>
  )
}
