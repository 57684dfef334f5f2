import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { root } from '../../scripts/build-targets.ts'

const Names = z.record(z.string(), z.unknown()).default({})
const Lock = z.object({
  packages: z.record(z.string(), z.object({ optionalDependencies: Names })),
})

// npm leaves packages for other platforms out when the registry lacks them, and `npm ci` then refuses the file.
it('names the packages of every platform', () => {
  const { packages } = Lock.parse(
    JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')),
  )
  const locked = new Set(Object.keys(packages).map((place) => place.split('node_modules/').at(-1)))
  const wanted = Object.values(packages).flatMap((one) => Object.keys(one.optionalDependencies))
  expect(wanted.filter((name) => !locked.has(name))).toEqual([])
})
