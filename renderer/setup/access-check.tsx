import { Button } from '@mantine/core'
import {
  IconAlertTriangleFilled,
  IconCircleCheckFilled,
  IconInfoCircle,
  IconPlugConnected,
  type Icon,
} from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  type AccessFinding,
  allWell,
  FINDINGS,
  type Weight,
} from '../../app/access-check/finding.ts'
import { type AccessAsk, accessAskSchema } from '../../app/contract/access-check.ts'
import { call } from '../bridge.ts'
import { faultText } from '../fault-texts.ts'
import { addTexts } from '../i18n/later-texts.ts'
import type { Draft } from './draft.ts'
import { useFindingText } from './finding-text.ts'
import { useSetup } from './setup-context.ts'
import '../styles/access-check.css'

addTexts('accessCheck')
addTexts('accessFindings')

const SIGNS: { readonly [W in Weight]: Icon } = {
  good: IconCircleCheckFilled,
  advice: IconInfoCircle,
  bad: IconAlertTriangleFilled,
}

function Findings({ findings }: { readonly findings: readonly AccessFinding[] }) {
  const { t } = useTranslation('accessCheck')
  const textOf = useFindingText()
  const well = allWell(findings)
  return (
    <>
      <p className="access-headline">{t(well ? 'allWell' : 'notWell')}</p>
      <ul className="access-findings">
        {findings.map((finding) => {
          const weight = FINDINGS[finding.kind]
          const Sign = SIGNS[weight]
          return (
            <li
              key={`${finding.kind} ${finding.about}`}
              data-weight={weight}
              data-finding={finding.kind}
            >
              <Sign aria-hidden size={24} />
              {textOf(finding)}
            </li>
          )
        })}
      </ul>
    </>
  )
}

const askFor = (way: AccessAsk['way'], { configuration, secrets }: Draft) =>
  way === 'wechat'
    ? { way, wechat: configuration.wechat, secrets }
    : { way, backend: configuration.backend }

/** What is known, and of which draft: another one is not what was checked. */
interface Known {
  readonly draft: Draft
  readonly findings: readonly AccessFinding[] | null
  readonly said: string
}

/** Tries the way to WeChat Pay, or to the backend, with what stands on the screen. */
export function AccessCheck({ way }: { readonly way: AccessAsk['way'] }) {
  const { t } = useTranslation('accessCheck')
  const { t: tFault } = useTranslation('fault')
  const { draft, showProblems } = useSetup()
  const [known, setKnown] = useState<Known | null>(null)
  const [checking, setChecking] = useState(false)
  const shown = known?.draft === draft ? known : null
  const result = useRef<HTMLDivElement>(null)
  // It stands below the fields: whoever asked is to see the answer.
  useEffect(() => {
    if (known !== null) result.current?.scrollIntoView({ block: 'nearest' })
  }, [known])

  async function check(): Promise<void> {
    const ask = accessAskSchema.safeParse(askFor(way, draft))
    if (!ask.success) {
      showProblems()
      return setKnown({ draft, findings: null, said: t('fillFirst') })
    }
    setChecking(true)
    const checked = await call('checkAccess', ask.data)
    setChecking(false)
    return setKnown(
      checked.ok
        ? { draft, findings: checked.value.findings, said: '' }
        : { draft, findings: null, said: faultText(tFault, checked.error) },
    )
  }

  return (
    <section className="access-check">
      <Button
        size="md"
        variant="light"
        loading={checking}
        leftSection={<IconPlugConnected aria-hidden size={20} />}
        onClick={() => void check()}
      >
        {t('check')}
      </Button>
      <p className="access-about">{t(way === 'wechat' ? 'checkFor' : 'checkBackendFor')}</p>
      <div ref={result} role="status" aria-busy={checking}>
        {checking && <p>{t('checking')}</p>}
        {!checking && shown !== null && shown.said !== '' && <p>{shown.said}</p>}
        {!checking && shown?.findings && <Findings findings={shown.findings} />}
      </div>
    </section>
  )
}
