/** The device service as a program of plain Node, for tests that kill it. */
import { startDeviceService } from '../../hardware/device-service.ts'

const service = startDeviceService((message) => process.send?.(message))
process.on('message', service.receive)
process.on('disconnect', () => process.exit())
