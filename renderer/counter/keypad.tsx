import { IconBackspace } from '@tabler/icons-react'
import { memo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { EntryRules } from '../amount-entry.ts'
import { KeyCap } from '../key-cap.tsx'
import { keyOf, type Press } from '../keys.ts'
import { PlainButton } from '../plain-button.tsx'
import { press } from '../use-sale-keys.ts'

interface KeyProps {
  readonly press: Press
  readonly className?: string
  readonly label?: string
  readonly children: ReactNode
}

/** A key of the keypad. It acts when the finger comes down, and never takes the focus. */
function Key({ press: pressed, className = '', label, children }: KeyProps) {
  return (
    <PlainButton
      className={`pad-key ${className}`}
      tabIndex={-1}
      aria-label={label}
      onMouseDown={(event) => event.preventDefault()}
      onClick={(event) => press(pressed, event.timeStamp)}
    >
      {children}
    </PlainButton>
  )
}

const digits = (text: string): Press => ({ kind: 'digits', digits: text })

interface Props {
  readonly style: EntryRules['style']
  /** A large amount waits for its second confirmation. */
  readonly asking: boolean
}

/** The keypad for fingers. Number keys lie as on a keyboard, so that hands find them. */
export const Keypad = memo(function Keypad({ style, asking }: Props) {
  const { t } = useTranslation('till')
  return (
    <div className="keypad">
      {['7', '8', '9', '4', '5', '6', '1', '2', '3'].map((digit) => (
        <Key key={digit} press={digits(digit)} className={`pad-${digit}`}>
          {digit}
        </Key>
      ))}
      <Key press={digits('0')} className="pad-0">
        0
      </Key>
      {style === 'decimal' ? (
        <Key press={{ kind: 'point' }} className="pad-point" label={t('point')}>
          .
        </Key>
      ) : (
        <Key press={digits('00')} className="pad-point">
          00
        </Key>
      )}
      <Key press={{ kind: 'erase' }} className="pad-erase" label={t('erase')}>
        <IconBackspace aria-hidden size={30} stroke={1.6} />
      </Key>
      <Key press={{ kind: 'escape' }} className="pad-clear">
        <span className="pad-text">{asking ? t('changeAmount') : t('clear')}</span>
        <KeyCap of={keyOf('escape')} />
      </Key>
      <Key press={{ kind: 'confirm' }} className="pad-charge">
        <span className="pad-text">{asking ? t('chargeLarge') : t('charge')}</span>
        <KeyCap of={keyOf('confirm')} />
      </Key>
    </div>
  )
})
