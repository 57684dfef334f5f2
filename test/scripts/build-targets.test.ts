import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { root, shippedPackages } from '../../scripts/build-targets.ts'

const Manifest = z.object({ dependencies: z.record(z.string(), z.string()).default({}) })

const folderOf = (name: string) => path.join(root, 'node_modules', name)

const needs = (name: string) =>
  Object.keys(
    Manifest.parse(JSON.parse(readFileSync(path.join(folderOf(name), 'package.json'), 'utf8')))
      .dependencies,
  )

const isNative = (name: string) => existsSync(path.join(folderOf(name), 'binding.gyp'))

it.each(shippedPackages)('%s has native code; others belong into devDependencies', (name) => {
  expect([name, ...needs(name)].filter(isNative)).not.toEqual([])
})
