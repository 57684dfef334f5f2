import { IconAlertTriangleFilled } from '@tabler/icons-react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Light, Lights } from '../../app/contract/contract.ts'
import { run } from '../actions.ts'
import { CommandButton } from '../command-button.tsx'
import { lights as texts } from '../i18n/lights.ts'
import { LightSign } from './light-sign.tsx'

const NAMES = [
  'scanner',
  'network',
  'wechat',
  'printer',
  'display',
] as const satisfies readonly (keyof Lights)[]

const ABSENT: ReadonlySet<string> = new Set(['printer-none', 'display-none'])

/** What a till has not got has no light. */
const shownIn = (lights: Lights): readonly (typeof NAMES)[number][] =>
  NAMES.filter((name) => !ABSENT.has(lights[name].detail))

const isKnown = (detail: string): detail is keyof typeof texts => Object.hasOwn(texts, detail)

/** The sentence of a light; one that this version does not know is described by its state. */
function useSentence(): (light: Light) => string {
  const { t } = useTranslation('lights')
  return ({ state, detail }) => t(isKnown(detail) ? detail : state)
}

/** What a light is called: in merchant-backend mode the backend stands where WeChat Pay does otherwise. */
const labelOf = (name: (typeof NAMES)[number], { detail }: Light): keyof typeof texts =>
  name === 'wechat' && detail.startsWith('backend-') ? 'backend' : name

/** One sign for each thing the till depends on. */
export function LightSigns({ lights }: { readonly lights: Lights }) {
  const { t } = useTranslation('lights')
  const sentence = useSentence()
  return (
    <ul className="lights">
      {shownIn(lights).map((name) => {
        const { state } = lights[name]
        return (
          <li
            key={name}
            className="light"
            data-light={name}
            data-state={state}
            title={sentence(lights[name])}
          >
            <LightSign state={state} />
            <span>
              {t(labelOf(name, lights[name]))}
              {name === 'printer' && lights.printer.waiting > 0 && ` ${lights.printer.waiting}`}
            </span>
            <span className="only-heard">{sentence(lights[name])}</span>
          </li>
        )
      })}
    </ul>
  )
}

/** Full sentences about what is wrong or has to be waited for; nothing while all is well. */
export const LightSentences = memo(function LightSentences(props: {
  readonly lights: Lights
  /** Nothing at the counter keeps the window. */
  readonly mayLeave: boolean
}) {
  const { lights, mayLeave } = props
  const { t } = useTranslation(['lights', 'till'])
  const sentence = useSentence()
  // A printer that is being reached is no news: nobody waits for it.
  const wrong = NAMES.filter(
    (name) => /bad|wait/.test(lights[name].state) && lights[name].detail !== 'printer-connecting',
  )
  return (
    <div className="light-sentences">
      {wrong.map((name) => (
        <div key={name} className="light-sentence" data-state={lights[name].state} role="status">
          <IconAlertTriangleFilled aria-hidden size={20} />
          <strong>{t(`lights:${labelOf(name, lights[name])}`)}</strong>
          <span>{sentence(lights[name])}</span>
          {name === 'scanner' && lights.scanner.state === 'bad' && mayLeave && (
            <CommandButton
              command="check-scanner"
              className="light-command"
              onPress={() => void run('check-scanner')}
            >
              {t('till:checkScanner')}
            </CommandButton>
          )}
        </div>
      ))}
    </div>
  )
})
