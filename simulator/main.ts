/** The simulator as a program: `npm run simulator`, or a utility process of the till in training mode. */
import { parseOptions } from './options.ts'
import { startSimulator } from './simulator.ts'

const note = (error: unknown): void => {
  console.error('simulator:', error)
}

const { untilStdinEnds, ...options } = parseOptions(process.argv.slice(2))
const simulator = await startSimulator({ ...options, onBug: note })

let ending = false
const end = (): void => {
  if (ending) return
  ending = true
  simulator.close().then(() => process.exit(0), note)
}
process.on('SIGTERM', end)
process.on('SIGINT', end)
if (untilStdinEnds) process.stdin.on('end', end).resume()

console.log(JSON.stringify(simulator.ready))
// For people; programs read the line above.
if (process.stderr.isTTY) console.error(`The payer's phone: ${simulator.ready.phone}`)
