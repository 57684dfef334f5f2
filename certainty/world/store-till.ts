import { DEFAULT_TIMING } from '../../app/payment/timing.ts'
import type { Gateway } from '../../app/ports.ts'
import { createWechatGateway } from '../../app/wechat/gateway.ts'
import type { Http } from '../../app/wechat/http.ts'
import { DEFAULT_MERCHANT } from '../../simulator/world.ts'
import { createDisk } from './disk.ts'
import { seededRandom } from './draws.ts'
import type { ProcessLife } from './process-life.ts'
import type { Stage } from './stage.ts'
import { TillMachine, type Way } from './till-machine.ts'

/** Defaults of the configuration. */
const TIMEOUTS = { connectMs: 3_000, submitMs: 9_000, queryMs: 6_000, revokeMs: 10_000 }

/** A way to WeChat with real signing, real XML and real judging, for one life of one process. */
export function wechatGatewayOf(
  stage: Stage,
  life: ProcessLife,
  name: string,
  http: Http,
): Gateway {
  return createWechatGateway({
    http,
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
  gatewayOf: (life, name) =>
    wechatGatewayOf(
      stage,
      life,
      name,
      stage.network.httpOf(life, name, () => till().online),
    ),
})

/** A till of a world; `wayOf` gives it its way to WeChat. */
export function createTillMachine(
  stage: Stage,
  number: number,
  wayOf: (till: () => TillMachine) => Way,
): TillMachine {
  const { plan, time, isCalm, chanceOf, screen, leftovers, note, struck } = stage
  const faults = new Map(
    plan.diskFaults.filter(({ till }) => till === number).map(({ nth, how }) => [nth, how]),
  )
  const deaths = new Map(
    plan.deaths.filter(({ till }) => till === number).map((death) => [death.step, death]),
  )
  const disk = createDisk({
    time,
    faultOf: (nth) => {
      const fault = isCalm() ? undefined : faults.get(nth)
      if (fault !== undefined) struck.push(`disk ${fault}`)
      return fault ?? null
    },
    chanceOf: (label) => chanceOf(`disk ${number} ${label}`),
    onRecord: (text) => void leftovers.push({ where: 'a journal', text }),
  })
  const till: TillMachine = new TillMachine({
    number,
    seed: plan.seed,
    time,
    machine: { clockAheadMs: plan.tills[number]?.clockAheadMs ?? 0 },
    disk,
    deathAt: (step) => {
      const death = isCalm() ? undefined : deaths.get(step)
      if (death !== undefined) struck.push('death at a step')
      return death ?? null
    },
    way: wayOf(() => till),
    onNote: note,
    onStart: () => void stage.starts.push({ till: number, atMs: time.nowMs() }),
    onPaint(line, sale) {
      screen.push(line)
      leftovers.push({ where: 'a view', text: JSON.stringify(sale) })
      const { place, outTradeNo, saleId } = line
      note(`till ${number} ${place} shows ${line.screen} of ${outTradeNo ?? saleId}`)
    },
  })
  return till
}
