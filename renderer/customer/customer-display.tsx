import { useEffect } from 'react'
import type { DisplayView } from '../../app/contract/display.ts'
import type { CodeHint, CustomerScreen } from '../../app/display/customer-view.ts'
import type { Language } from '../../app/language.ts'
import { amountText, foreignAmountText, lengthOf } from '../amount-text.ts'
import { CountdownRing } from '../countdown-ring.tsx'
import { useDisplay } from './display-store.ts'
import { LOOKS } from './looks.ts'
import { customer, type CustomerText } from '../i18n/customer.ts'
import { useEnded } from './use-ended.ts'
import { useTurn } from './use-turn.ts'

type Say = (text: CustomerText) => string

const HINTS: { readonly [H in CodeHint]: CustomerText | null } = {
  none: null,
  'other-code': 'otherCode',
  'hold-still': 'holdStill',
  'new-code': 'newCode',
}

function Amount({ screen }: { readonly screen: CustomerScreen }) {
  if (!('amount' in screen)) return null
  const text = amountText(screen.amount.minor, screen.amount.currency)
  return (
    <p className="customer-amount" data-length={lengthOf(text)}>
      {text}
    </p>
  )
}

/** How to come by the code, in the order in which it is done. */
function Steps({ say }: { readonly say: Say }) {
  return (
    <ol className="customer-steps">
      {(['step1', 'step2', 'step3'] as const).map((step) => (
        <li key={step}>{say(step)}</li>
      ))}
    </ol>
  )
}

/** The sentence below: what the customer does now. */
function More({ screen, say }: { readonly screen: CustomerScreen; readonly say: Say }) {
  const hint = 'hint' in screen ? HINTS[screen.hint] : null
  if (hint !== null) return <p className="customer-more customer-hint">{say(hint)}</p>
  if (screen.kind === 'pay') return <Steps say={say} />
  if (screen.kind === 'cancelled' && screen.returned) {
    return <p className="customer-more">{say('returnedMore')}</p>
  }
  if (screen.kind === 'paid' && screen.cash !== null) {
    const { minor, currency } = screen.cash
    const text = say('paidCash').replace('{{amount}}', foreignAmountText(minor, currency))
    return <p className="customer-more">{text}</p>
  }
  return <p className="customer-more">{say(LOOKS[screen.kind].more)}</p>
}

function Sign({ screen, say }: { readonly screen: CustomerScreen; readonly say: Say }) {
  const { icon: LookIcon } = LOOKS[screen.kind]
  if (screen.kind === 'password') {
    return (
      <CountdownRing
        untilMs={screen.giveUpAtMs}
        unit={say('seconds')}
        label={(seconds) => `${seconds} ${say('seconds')}`}
      />
    )
  }
  return <LookIcon aria-hidden className="customer-icon" stroke={1.4} />
}

function Link({ link }: { readonly link: NonNullable<DisplayView['link']> }) {
  return (
    <figure className="customer-link">
      <img alt="" src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(link.svg)}`} />
      {link.caption !== '' && <figcaption>{link.caption}</figcaption>}
    </figure>
  )
}

function Shop({ shop }: { readonly shop: DisplayView['shop'] }) {
  return (
    <p className="customer-name">
      <strong>{shop.name}</strong>
      {shop.branch !== '' && <span>{shop.branch}</span>}
    </p>
  )
}

interface FaceProps {
  readonly view: DisplayView
  readonly screen: CustomerScreen
  readonly language: Language
}

function Face({ view, screen, language }: FaceProps) {
  const { tone, word, working } = LOOKS[screen.kind]
  const say: Say = (text) => customer[text][language]
  const { shop, training, link } = view
  // While nobody pays, the shop itself is what there is to show.
  const hero = screen.kind === 'idle' || screen.kind === 'closed'
  return (
    <main
      className="customer"
      data-screen={screen.kind}
      data-tone={tone}
      data-fills={view.fills}
      data-linked={screen.kind === 'idle' && link !== null}
    >
      {working && <div className="working-bar" />}
      <header className="customer-shop">
        {!hero && <Shop shop={shop} />}
        {training && <em>{say('training')}</em>}
      </header>
      <div className="customer-stage">
        <section className="customer-content">
          {hero && <Shop shop={shop} />}
          {screen.kind !== 'pay' && <Sign screen={screen} say={say} />}
          <h1 className="customer-word">{say(word)}</h1>
          <Amount screen={screen} />
          <More screen={screen} say={say} />
        </section>
        {screen.kind === 'idle' && link !== null && <Link link={link} />}
      </div>
    </main>
  )
}

/** All of the customer's window: one screen at a time, in one language at a time. */
export function CustomerDisplay() {
  const view = useDisplay((display) => display.view)
  return view === null ? null : <Current view={view} />
}

function Current({ view }: { readonly view: DisplayView }) {
  const screen = useEnded(view)
  const language = useTurn(view.languages, JSON.stringify(screen)) ?? 'zh-Hans'
  const { version, theme } = view
  useEffect(() => {
    document.documentElement.dataset['mantineColorScheme'] = theme
  }, [theme])
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  // Once React has put it into the page. A frame is not waited for: a monitor that is off has none.
  useEffect(() => window.display.shown(version), [version])
  return <Face view={view} screen={screen} language={language} />
}
