/** Writes docs/configuration.schema.json from the configuration's own decoder. Run by `npm run schema`. */
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { format } from 'prettier'
import { z } from 'zod'
import { configurationSchema } from '../app/contract/configuration.ts'

/** The JSON schema of a configuration file, as the committed file has it. */
export const configurationJsonSchema = (): Promise<string> =>
  format(JSON.stringify(z.toJSONSchema(configurationSchema, { io: 'input' })), {
    parser: 'json',
    printWidth: 100,
  })

if (import.meta.main) {
  const file = path.join(import.meta.dirname, '..', 'docs', 'configuration.schema.json')
  writeFileSync(file, await configurationJsonSchema())
  console.log(`wrote ${path.relative(process.cwd(), file)}`)
}
