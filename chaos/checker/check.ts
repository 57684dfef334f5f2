import type { Facts, Finding, Rule } from './facts.ts'
import { everythingSettles, journalIsWhole } from './journal.ts'
import {
  intentBeforeRequest,
  oneCallAtATime,
  oneChargeForASale,
  rowsAgreeWithTheBooks,
  submittedOnce,
} from './money.ts'
import {
  everyOrderIsShown,
  ownTillsKeepRunning,
  screensSayWhatTheBooksSay,
  screensSettle,
  verdictsAreTrueWhenShown,
  verdictsStand,
} from './screens.ts'
import {
  finalStaysFinal,
  noCodeIsKept,
  onlyAllowedAnswers,
  orderNumbersAreNew,
  toldOnlyWhatIsDurable,
  toldWhatTheBooksSay,
} from './told.ts'

/** Every rule, by the name that its findings carry. */
export const RULES: Readonly<Record<string, Rule>> = {
  'one-charge-for-a-sale': oneChargeForASale,
  'rows-agree-with-the-books': rowsAgreeWithTheBooks,
  'told-what-the-books-say': toldWhatTheBooksSay,
  'told-only-what-is-durable': toldOnlyWhatIsDurable,
  'final-stays-final': finalStaysFinal,
  'everything-settles': everythingSettles,
  'submitted-once': submittedOnce,
  'order-numbers-are-new': orderNumbersAreNew,
  'intent-before-request': intentBeforeRequest,
  'one-call-at-a-time': oneCallAtATime,
  'journal-is-whole': journalIsWhole,
  'only-allowed-answers': onlyAllowedAnswers,
  'no-code-is-kept': noCodeIsKept,
  'screens-say-what-the-books-say': screensSayWhatTheBooksSay,
  'verdicts-stand': verdictsStand,
  'verdicts-are-true-when-shown': verdictsAreTrueWhenShown,
  'every-order-is-shown': everyOrderIsShown,
  'screens-settle': screensSettle,
  'own-tills-keep-running': ownTillsKeepRunning,
}

/** Everything that breaks a rule. */
export const check = (facts: Facts): readonly Finding[] =>
  Object.values(RULES).flatMap((rule) => rule(facts))
