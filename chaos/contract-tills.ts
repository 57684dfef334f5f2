/** Several tills of the contract in one process; `run.ts` starts it, says when the shop closes, and waits until it ends. */
import path from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import { connectControl } from '../simulator/control-client.ts'
import { enrolDevice } from './contract-client.ts'
import { ContractTill } from './contract-till.ts'
import { makePayers } from './payers.ts'
import { createRandom } from './random.ts'
import { openCodeList, openTillLog } from './till-log.ts'

const wishSchema = z.object({
  seed: z.string(),
  folder: z.string(),
  control: z.string(),
  tills: z.array(z.object({ name: z.string(), url: z.string(), enrolmentCode: z.string() })),
})

const wish = wishSchema.parse(JSON.parse(process.argv[2] ?? ''))
const control = connectControl(wish.control)
const closing = new AbortController()
const over = new AbortController()

const serving = wish.tills.map(async ({ name, url, enrolmentCode }) => {
  const device = await enrolDevice(url, enrolmentCode)
  const random = createRandom(wish.seed).stream(name)
  const till = new ContractTill({
    name,
    url,
    device,
    control,
    payers: await makePayers(control, name, random.stream('payers')),
    random,
    log: openTillLog(path.join(wish.folder, `till-${name}.jsonl`)),
    keepCode: openCodeList(wish.folder),
  })
  return () => till.serve(closing.signal, over.signal)
})
const tills = await Promise.all(serving)
console.log(JSON.stringify({ tills: tills.length }))

createInterface({ input: process.stdin })
  .on('line', (line) => {
    if (line === 'close') closing.abort()
    if (line === 'over') over.abort()
  })
  .on('close', () => process.exit(1))
await Promise.all(tills.map((serve) => serve()))
process.exit(0)
