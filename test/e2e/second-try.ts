import type { FullConfig, FullResult, Reporter, Suite, TestCase } from '@playwright/test/reporter'

/** Cases of one run whose wait may run out once: more is no bad luck. */
const SECOND_TRIES_MAX = 3

/** What Playwright says when something did not come in time. Everything else is a wrong answer. */
const RAN_OUT = /Test timeout of \d+ms exceeded|Timeout:? +\d+ms|Timeout \d+ms exceeded/

/**
 * A wait that ran out on a busy machine is tried once more, and said. A wrong answer is never: a case that failed for any other reason fails the run,
 * whatever its second try did, and so do too many second tries.
 */
export default class SecondTry implements Reporter {
  #suite: Suite | null = null

  onBegin(_config: FullConfig, suite: Suite): void {
    this.#suite = suite
  }

  async onEnd(result: FullResult): Promise<{ status: FullResult['status'] }> {
    const tests = this.#suite?.allTests() ?? []
    const again = tests.filter((test) => test.outcome() === 'flaky')
    for (const test of again)
      console.log(`passed at its second try: ${test.titlePath().join(' › ')}`)
    const wrong = again.filter((test) => !ranOut(test))
    for (const test of wrong)
      console.log(`failed, and not by time: ${test.titlePath().join(' › ')}`)
    const tooMany = again.length > SECOND_TRIES_MAX
    if (tooMany) console.log(`${again.length} second tries: more than bad luck`)
    return { status: wrong.length > 0 || tooMany ? 'failed' : result.status }
  }
}

/** Whether every failure of a case was a wait that ran out. */
function ranOut(test: TestCase): boolean {
  const failed = test.results.filter(({ status }) => status !== 'passed' && status !== 'skipped')
  return failed.every(
    ({ status, errors }) =>
      status === 'timedOut' || errors.every(({ message }) => RAN_OUT.test(message ?? '')),
  )
}
