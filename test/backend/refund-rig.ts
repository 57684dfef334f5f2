import { systemClock } from '../../adapters/system-clock.ts'
import type { RefundGateway } from '../../app/refund/gateway.ts'
import { type RefundTiming, refundTimingFor } from '../../app/refund/timing.ts'
import { refundGatewayOf } from '../../app/wechat/refund-gateway.ts'
import { newId } from '../../backend/directory.ts'
import { readRefund, type RefundRow } from '../../backend/refund-rows.ts'
import { type RefundRequest, RefundService } from '../../backend/refund-service.ts'
import { postgresRefundStore } from '../../backend/refund-store.ts'
import { anAmount } from '../support/builders.ts'
import { QUICK, type Rig } from './rig.ts'

/** The flow's own times, all of them much shorter. */
export const QUICK_REFUNDS: RefundTiming = {
  ...refundTimingFor(QUICK),
  askEveryMs: 50,
  tooOftenMs: 300,
  arrivalPauseMaxMs: 200,
}

/** What refunding needs beside a rig. */
export interface RefundRig {
  /** A node of this process. `through` may stall the way to WeChat. */
  readonly node: (through?: (gateway: RefundGateway) => RefundGateway) => RefundService
  readonly request: (paymentId: string, id: string, minor: number) => RefundRequest
  /** The refund, as soon as it is as wanted. */
  readonly when: (id: string, wanted: (row: RefundRow) => boolean) => Promise<RefundRow>
  /** The refund requests that WeChat saw of a payment, each as the number that it carried. */
  readonly sent: (paymentId: string) => Promise<readonly string[]>
  readonly close: () => Promise<void>
}

const DEADLINE_MS = 15_000
const LOOK_EVERY_MS = 25

export function refundRig(rig: Rig): RefundRig {
  const { sql } = rig.database
  const services: RefundService[] = []
  return {
    node(through = (gateway) => gateway) {
      const service = new RefundService({
        store: postgresRefundStore(sql),
        node: newId('node'),
        gatewayOf: async (id) => through(refundGatewayOf(await rig.gateways.of(id))),
        timing: QUICK_REFUNDS,
        callMsMax: rig.gateways.callMsMax,
        clock: systemClock,
        monotonicMs: () => performance.now(),
        lookEveryMs: 20,
        onChange: () => undefined,
        onTrouble: () => undefined,
      })
      service.open()
      services.push(service)
      return service
    },
    request: (paymentId, id, minor) => ({
      merchantId: rig.merchantId,
      id,
      paymentId,
      tillId: rig.tillId,
      operatorId: null,
      approvedBy: null,
      fingerprint: rig.masterKey.fingerprint(`${paymentId} ${id} ${minor}`),
      refund: {
        outRefundNo: id,
        outTradeNo: paymentId,
        total: anAmount(1280),
        amount: anAmount(minor),
        reason: 'Cold tea',
      },
    }),
    async when(id, wanted) {
      const deadlineMs = performance.now() + DEADLINE_MS
      for (;;) {
        const row = await readRefund(sql, { merchantId: rig.merchantId, id })
        if (row !== null && wanted(row)) return row
        if (performance.now() > deadlineMs)
          throw new Error(`${id} did not come that far: ${JSON.stringify(row?.state)}`)
        await new Promise<void>((resolve) => void systemClock.after(LOOK_EVERY_MS, resolve))
      }
    },
    async sent(paymentId) {
      const requests = await rig.simulator.control.requests({
        operation: 'refund',
        outTradeNo: paymentId,
      })
      return requests.map(({ outRefundNo }) => outRefundNo)
    },
    close: async () => void (await Promise.all(services.map((service) => service.close()))),
  }
}
