/** Reads the command line. What the options mean is in docs/simulator.md. */
import { parseArgs } from 'node:util'
import { parseSetting } from './settings.ts'
import type { SimulatorOptions } from './simulator.ts'

export interface CommandLine extends SimulatorOptions {
  readonly untilStdinEnds: boolean
}

const integer = (name: string, text: string): number => {
  const value = Number(text)
  if (!Number.isInteger(value) || value < 0 || value > 65_535)
    throw new Error(`--${name} ${text}: not a port`)
  return value
}

const positive = (name: string, text: string, maximum = Infinity): number => {
  const value = Number(text)
  if (!(value >= 0 && value <= maximum)) throw new Error(`--${name} ${text}: out of range`)
  return value
}

export function parseOptions(args: readonly string[]): CommandLine {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '0' },
      'control-port': { type: 'string', default: '0' },
      host: { type: 'string' },
      data: { type: 'string' },
      seed: { type: 'string' },
      clock: { type: 'string', default: 'real' },
      'clock-speed': { type: 'string', default: '1' },
      'clock-behind-hours': { type: 'string', default: '0' },
      set: { type: 'string', multiple: true, default: [] },
      'fault-rate': { type: 'string', default: '0' },
      'app-id': { type: 'string' },
      'mch-id': { type: 'string' },
      'api-key': { type: 'string' },
      'api-v3-key': { type: 'string' },
      'until-stdin-ends': { type: 'boolean', default: false },
    },
  })
  if (!['real', 'frozen'].includes(values.clock))
    throw new Error(`--clock ${values.clock}: real or frozen`)
  const settings = Object.fromEntries(
    values.set.flatMap((text) => Object.entries(parseSetting(text))),
  )
  const { host, data, seed } = values
  const [appId, mchId, apiKey] = [values['app-id'], values['mch-id'], values['api-key']]
  const apiV3Key = values['api-v3-key']
  return {
    port: integer('port', values.port),
    controlPort: integer('control-port', values['control-port']),
    clock: {
      frozen: values.clock === 'frozen',
      speed: positive('clock-speed', values['clock-speed']),
      startsBehindMs: positive('clock-behind-hours', values['clock-behind-hours']) * 3_600_000,
    },
    faultRate: positive('fault-rate', values['fault-rate'], 1),
    settings,
    merchant: {
      ...(appId === undefined ? {} : { appId }),
      ...(mchId === undefined ? {} : { mchId }),
      ...(apiKey === undefined ? {} : { apiKey }),
      ...(apiV3Key === undefined ? {} : { apiV3Key }),
    },
    ...(host === undefined ? {} : { host }),
    ...(data === undefined ? {} : { data }),
    ...(seed === undefined ? {} : { seed }),
    untilStdinEnds: values['until-stdin-ends'],
  }
}
