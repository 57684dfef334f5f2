import { connect } from 'node:net'
import { createInterface } from 'node:readline'
import { emulatedHid } from './hid-emulator.ts'
import { HID_MAKES } from './hid-makes.ts'
import type { LoadHid } from './hid-module.ts'

/**
 * What whoever plays the scanner writes, one line each: `plug`, `unplug`, or a report in hexadecimal digits. What the till
 * writes to the device comes back as lines of the same kind.
 */
type Line = string

/**
 * A USB HID POS scanner at the other end of a socket, below the package that opens real ones: tests and demonstrations play it
 * report by report. The till is told of it on its command line, never by its configuration.
 */
export function socketHid(address: string, make: keyof typeof HID_MAKES = 'honeywell'): LoadHid {
  const device = emulatedHid(HID_MAKES[make])
  device.unplug()
  const socket = connect(address)
  // Nobody plays it any more: it is as good as unplugged.
  socket.on('error', device.unplug)
  socket.on('close', device.unplug)
  device.onWritten((report) => socket.write(`${Buffer.from(report).toString('hex')}\n`))
  createInterface(socket).on('line', (line: Line) => {
    if (line === 'plug') device.replug()
    else if (line === 'unplug') device.unplug()
    else device.raw(Uint8Array.from(Buffer.from(line, 'hex')))
  })
  return device.load
}
