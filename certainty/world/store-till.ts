import { DEFAULT_TIMING } from '../../app/payment/timing.ts'
import { createWechatGateway, type WechatGateway } from '../../app/wechat/gateway.ts'
import type { Http } from '../../app/wechat/http.ts'
import { refundGatewayOf } from '../../app/wechat/refund-gateway.ts'
import { DEFAULT_MERCHANT } from '../../simulator/world.ts'
import { createDisk, type Disk } from './disk.ts'
import type { PlannedDiskFault } from './plan.ts'
import { seededRandom } from './draws.ts'
import { isForged } from './forgery.ts'
import type { ProcessLife } from './process-life.ts'
import type { Stage } from './stage.ts'
import { TillMachine, type Way } from './till-machine.ts'

/** Defaults of the configuration. */
const TIMEOUTS = { connectMs: 3_000, submitMs: 9_000, queryMs: 6_000, revokeMs: 10_000 }

const ORDER = /<out_trade_no>(?:<!\[CDATA\[)?([^\]<]*)/
const REFUND = /<out_refund_no>(?:<!\[CDATA\[)?([^\]<]*)/

/** The same port; whoever watches sees which answers were heard, and whether they are genuine. */
const overheard = ({ heard, time }: Stage, by: string, http: Http): Http => ({
  ...http,
  post: (request) =>
    http.post(request).then((answer) => {
      if (answer.kind !== 'answered') return answer
      const refund = REFUND.exec(request.body)?.[1]
      heard.push({
        atMs: time.nowMs(),
        by,
        what: refund === undefined ? 'payment' : 'refund',
        number: refund ?? ORDER.exec(request.body)?.[1] ?? '',
        genuine: !isForged(answer.body),
      })
      return answer
    }),
})

/** A way to WeChat with real signing, real XML and real judging, for one life of one process. */
export function wechatGatewayOf(
  stage: Stage,
  life: ProcessLife,
  name: string,
  http: Http,
): WechatGateway {
  return createWechatGateway({
    http: overheard(stage, name, http),
    merchant: {
      ...DEFAULT_MERCHANT,
      subAppId: '',
      subMchId: '',
      signType: 'MD5',
      deviceInfo: '',
      clientIp: '192.0.2.10',
      sandbox: 'off',
      negativeTest: '',
    },
    hosts: ['https://api.mch.weixin.qq.com'],
    timeouts: TIMEOUTS,
    clock: life.clock,
    random: seededRandom(`${stage.plan.seed} nonces of ${name}`),
    onCall: (report) => {
      stage.leftovers.push({ where: 'the log', text: JSON.stringify(report) })
    },
  })
}

/** The way of a till that speaks to WeChat itself (physical-store access). */
export const storeWay = (stage: Stage, till: () => TillMachine): Way => ({
  timing: DEFAULT_TIMING,
  gatewayOf(life, name) {
    const http = stage.network.httpOf(life, name, () => till().online)
    const payments = wechatGatewayOf(stage, life, name, http)
    return { payments, refunds: refundGatewayOf(payments) }
  },
})

/** The disk below one of a till's journals, with the faults that are planned for it. */
function diskOf(stage: Stage, number: number, of: PlannedDiskFault['of']): Disk {
  const { plan, time, isCalm, chanceOf, leftovers, struck } = stage
  const own = plan.diskFaults.filter((one) => one.till === number && one.of === of)
  const faults = new Map(own.map(({ nth, how }) => [nth, how]))
  const name = of === undefined ? `disk ${number}` : `disk ${number} of ${of}`
  return createDisk({
    time,
    faultOf: (nth) => {
      const fault = isCalm() ? undefined : faults.get(nth)
      if (fault !== undefined) struck.push(`disk ${fault}`)
      return fault ?? null
    },
    chanceOf: (label) => chanceOf(`${name} ${label}`),
    isSlow() {
      const slow = plan.slowSyncs === true && !isCalm()
      if (slow) struck.push('slow sync')
      return slow
    },
    onRecord: (text) => void leftovers.push({ where: 'a journal', text }),
  })
}

/** A till of a world; `wayOf` gives it its way to WeChat. */
export function createTillMachine(
  stage: Stage,
  number: number,
  wayOf: (till: () => TillMachine) => Way,
): TillMachine {
  const { plan, time, isCalm, screen, leftovers, note, struck } = stage
  const deaths = new Map(
    plan.deaths.filter(({ till }) => till === number).map((death) => [death.step, death]),
  )
  const till: TillMachine = new TillMachine({
    number,
    seed: plan.seed,
    time,
    machine: { clockAheadMs: plan.tills[number]?.clockAheadMs ?? 0 },
    disk: diskOf(stage, number, undefined),
    refundsDisk: diskOf(stage, number, 'refunds'),
    deathAt: (step) => {
      const death = isCalm() ? undefined : deaths.get(step)
      if (death !== undefined) struck.push('death at a step')
      return death ?? null
    },
    way: wayOf(() => till),
    onNote: note,
    onDurable: stage.durable.at(`till ${number}`),
    onStart: () => void stage.starts.push({ till: number, atMs: time.nowMs() }),
    onPaint(line, sale) {
      screen.push(line)
      leftovers.push({ where: 'a view', text: JSON.stringify(sale) })
      const { place, outTradeNo, saleId } = line
      note(`till ${number} ${place} shows ${line.screen} of ${outTradeNo ?? saleId}`)
    },
    onRefund: {
      onPaint(line, saved) {
        stage.refundLines.push(line)
        leftovers.push({ where: 'a view', text: JSON.stringify(saved) })
        note(`till ${number} shows ${line.problem ?? line.state} of refund ${line.outRefundNo}`)
      },
      onAsked: (asked) => void stage.refundsAsked.push(asked),
      onDoubted: (outRefundNo) =>
        void stage.refundsDoubted.push({ outRefundNo, atMs: time.nowMs() }),
    },
  })
  return till
}
