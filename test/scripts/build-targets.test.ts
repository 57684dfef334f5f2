import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'
import { z } from 'zod'
import { root, shippedPackages } from '../../scripts/build-targets.ts'

const names = z.record(z.string(), z.string()).default({})
const Manifest = z.object({
  dependencies: names,
  /** Packages that bring prebuilt code, one for each system, name it here. */
  napi: z.object({ binaryName: z.string() }).optional(),
  optionalDependencies: names,
})

const folderOf = (name: string) => path.join(root, 'node_modules', name)

const manifestOf = (name: string) =>
  Manifest.parse(JSON.parse(readFileSync(path.join(folderOf(name), 'package.json'), 'utf8')))

const needs = (name: string) => Object.keys(manifestOf(name).dependencies)

function isNative(name: string): boolean {
  if (existsSync(path.join(folderOf(name), 'binding.gyp'))) return true
  const { napi, optionalDependencies } = manifestOf(name)
  return napi !== undefined && Object.keys(optionalDependencies).some(existsHere)
}

const existsHere = (name: string): boolean => existsSync(folderOf(name))

it.each(shippedPackages)('%s has native code; others belong into devDependencies', (name) => {
  expect([name, ...needs(name)].filter(isNative)).not.toEqual([])
})
