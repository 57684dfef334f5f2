import { expect, it } from 'vitest'
import { fail, succeed } from '../../app/result.ts'
import type { ListedPort } from '../../hardware/scanner/serial-module.ts'
import { listSerialPorts } from '../../hardware/scanner/serial-ports.ts'

const system = (list: () => Promise<readonly ListedPort[]>) => () =>
  Promise.resolve(succeed({ list, open: () => Promise.reject(new Error('not asked for')) }))

it('says for people what is plugged in where', async () => {
  const port = {
    path: '/dev/ttyACM0',
    manufacturer: 'Virtual Scanners',
    vendorId: '0c2e',
    productId: '0b61',
    serialNumber: 'SN-1',
    // Not there on this machine, so the plain path stays.
    pnpId: 'usb-Virtual_Scanners_SN-1-if01',
  }
  const ports = await listSerialPorts(system(() => Promise.resolve([port, { path: 'COM3' }])))
  expect(ports).toEqual(
    succeed([
      {
        path: '/dev/ttyACM0',
        label: '/dev/ttyACM0 · Virtual Scanners · 0c2e:0b61 · SN-1',
        usb: { vendorId: '0c2e', productId: '0b61', serialNumber: 'SN-1' },
      },
      { path: 'COM3', label: 'COM3', usb: null },
    ]),
  )
})

it('lists what it can when the system cannot describe its ports', async () => {
  const ports = await listSerialPorts(
    system(() => Promise.reject(new Error('spawn udevadm ENOENT'))),
  )
  expect(ports).toMatchObject({ ok: true })
})

it('says that the driver does not load', async () => {
  const ports = await listSerialPorts(() => Promise.resolve(fail('no such library')))
  expect(ports).toEqual(fail({ kind: 'ports-unavailable' }))
})

it('asks the real system', async () => {
  expect(await listSerialPorts()).toMatchObject({ ok: true })
})
