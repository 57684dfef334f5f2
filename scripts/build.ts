/** Builds the app into out/. Run by `npm run build`. */
import { rmSync, statSync, writeFileSync, readFileSync, existsSync } from 'node:fs'
import path from 'node:path'
import { build } from 'vite'
import { hasEntry, root, targets } from './build-targets.ts'
import type { Target } from './build-targets.ts'
import { licenceText, parseLicences } from './licenses.ts'

/** Builds one target and returns the licences of the packages in it. */
async function buildTarget({ output, config }: Target): Promise<ReturnType<typeof parseLicences>> {
  await build(config)
  const { size } = statSync(path.join(root, output))
  console.log(`built ${output} (${Math.ceil(size / 1024)} KiB)`)
  const file = path.join(root, path.dirname(output), 'licenses.json')
  if (!existsSync(file)) return []
  const licences = parseLicences(readFileSync(file, 'utf8'))
  rmSync(file)
  return licences
}

const startMs = performance.now()
for (const target of targets) {
  if (!hasEntry(target)) console.log(`skipped ${target.output}: there is no ${target.entry}`)
}
rmSync(path.join(root, 'out'), { recursive: true, force: true })
const bundled: Awaited<ReturnType<typeof buildTarget>>[number][] = []
// One after the other: targets of one folder would overwrite each other's list of licences.
for (const target of targets.filter(hasEntry)) bundled.push(...(await buildTarget(target)))
writeFileSync(path.join(root, 'out', 'THIRD-PARTY-LICENSES.txt'), licenceText(bundled))
console.log(`build: ${((performance.now() - startMs) / 1000).toFixed(1)} s`)
