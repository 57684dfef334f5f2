// The baseline of the latency bench: a scan from a serial port becomes a POST. No journal, no flow, no checks.
// Words: serial port, address, file of the certificate authority. Says "ready" when it listens.
import { readFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { ReadlineParser, SerialPort } from 'serialport'
import { Agent, fetch } from 'undici'

const [path, address, caFile] = process.argv.slice(2)
const dispatcher = new Agent({ connect: { ca: readFileSync(caFile) }, keepAliveTimeout: 60_000 })
const post = (fields) => {
  const text = Object.entries(fields)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
  const sign = createHash('md5').update(`${text}&key=0`).digest('hex').toUpperCase()
  const body = Object.entries({ ...fields, sign }).map(
    ([name, value]) => `<${name}>${value}</${name}>`,
  )
  return fetch(`${address}/pay/micropay`, {
    method: 'POST',
    body: `<xml>${body.join('')}</xml>`,
    dispatcher,
  }).then((answer) => answer.text())
}
const port = new SerialPort({ path, baudRate: 9600 })
port.pipe(new ReadlineParser({ delimiter: '\r\n' })).on('data', (auth_code) => {
  void post({ appid: 'a', mch_id: 'm', out_trade_no: `${Date.now()}`, total_fee: 1, auth_code })
})
// One connection is open before the first scan, as in the till.
port.once('open', () => void post({ appid: 'a' }).then(() => console.log('ready')))
