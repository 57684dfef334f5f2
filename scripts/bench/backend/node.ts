/** A node as `npm run backend` starts one, whose payments WeChat never answers: what it does then is the acceptance alone. */
import { openLog } from '../../../backend/log.ts'
import { readMasterKey } from '../../../backend/master-key.ts'
import { startNode } from '../../../backend/node.ts'
import { parseOptions } from '../../../backend/options.ts'
import { everyCall } from '../every-call.ts'

const options = parseOptions(process.argv.slice(2), process.env)
const silent = new Promise<never>(() => undefined)
const gateway = everyCall(() => silent)
const node = await startNode({
  databaseUrl: options.databaseUrl ?? '',
  masterKey: readMasterKey(options.masterKey()),
  log: openLog('warn'),
  options,
  gateways: { of: async () => gateway, callMsMax: 600_000, close: () => undefined },
})
console.log(JSON.stringify({ url: node.url, node: node.id }))
// In order, so that `--cpu-prof` writes what it saw.
process.once('SIGTERM', () => process.exit(0))
