/**
 * A USB HID POS scanner for the kernel, made through /dev/uhid (Documentation/hid/uhid.rst). It builds its reports itself, byte by byte.
 * Commands on stdin: `scan TEXT`, `half TEXT` (the first report of a longer scan), `unplug`, `plug`. On stdout: `plugged`,
 * `asked HEX` for each feature report, `wrote HEX` for each output report.
 */
import { openSync, read, writeSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { HONEYWELL_POS } from '../../hardware/scanner/hid-makes.ts'

const DESTROY = 1
const START = 2
const OUTPUT = 6
const GET_REPORT = 9
const GET_REPORT_REPLY = 10
const CREATE2 = 11
const INPUT2 = 12
const SET_REPORT = 13
const SET_REPORT_REPLY = 14
const BUS_USB = 3
const EIO = 5

/** The largest event: its type and 4376 bytes of a creation. */
const EVENT_SIZE = 4380

const ROOM = 56

const file = openSync('/dev/uhid', 'r+')
const say = (line: string): void => void process.stdout.write(`${line}\n`)

function plug(): void {
  const { descriptor, vendorId, productId, serialNumber = '', product = '' } = HONEYWELL_POS
  const event = Buffer.alloc(280 + 4096)
  event.writeUInt32LE(CREATE2, 0)
  event.write(product, 4, 127)
  event.write('vm/scanner', 132, 63)
  event.write(serialNumber, 196, 63)
  event.writeUInt16LE(descriptor.length, 260)
  event.writeUInt16LE(BUS_USB, 262)
  event.writeUInt32LE(vendorId, 264)
  event.writeUInt32LE(productId, 268)
  event.set(descriptor, 280)
  writeSync(file, event)
}

function unplug(): void {
  const event = Buffer.alloc(4)
  event.writeUInt32LE(DESTROY, 0)
  writeSync(file, event)
}

function send(part: Buffer, continued: boolean): void {
  const report = Buffer.alloc(64)
  report[0] = 2
  report[1] = part.length
  report.write(']C0', 2, 'latin1')
  part.copy(report, 5)
  report[61] = 0x6a
  report[63] = continued ? 1 : 0
  const event = Buffer.alloc(6 + report.length)
  event.writeUInt32LE(INPUT2, 0)
  event.writeUInt16LE(report.length, 4)
  report.copy(event, 6)
  writeSync(file, event)
}

function scan(text: string, whole: boolean): void {
  const bytes = Buffer.from(text, 'latin1')
  for (let at = 0; at < bytes.length; at += ROOM) {
    send(bytes.subarray(at, at + ROOM), at + ROOM < bytes.length)
    if (!whole) return
  }
}

function answer(event: Buffer): void {
  const type = event.readUInt32LE(0)
  if (type === START) say('plugged')
  if (type === OUTPUT) say(`wrote ${event.toString('hex', 4, 4 + event.readUInt16LE(4100))}`)
  if (type !== SET_REPORT && type !== GET_REPORT) return
  // Both name their request behind the type; a set carries its report behind id, number, kind and size.
  if (type === SET_REPORT) say(`asked ${event.toString('hex', 12, 12 + event.readUInt16LE(10))}`)
  const reply = Buffer.alloc(12)
  reply.writeUInt32LE(type === SET_REPORT ? SET_REPORT_REPLY : GET_REPORT_REPLY, 0)
  event.copy(reply, 4, 4, 8)
  reply.writeUInt16LE(type === SET_REPORT ? 0 : EIO, 8)
  writeSync(file, reply)
}

function listen(): void {
  const event = Buffer.alloc(EVENT_SIZE)
  read(file, event, 0, EVENT_SIZE, null, (error) => {
    if (error === null) answer(event)
    listen()
  })
}

listen()
plug()
createInterface({ input: process.stdin })
  .on('line', (line) => {
    const [command, text = ''] = line.split(' ', 2)
    if (command === 'scan') scan(text, true)
    if (command === 'half') scan(text, false)
    if (command === 'unplug') unplug()
    if (command === 'plug') plug()
  })
  .on('close', () => process.exit(0))
