/**
 * Reads a virtual USB HID POS scanner through a real kernel: a small virtual machine with Debian's own kernel, in which the
 * scanner is made through /dev/uhid and the till's device service reads it by node-hid and hidraw. Run by
 * `npm run test:hid-vm`. Needs Linux on x64; as root on Debian it installs qemu and busybox and downloads the kernel.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { build } from 'vite'
import { root, shippedPackages } from './build-targets.ts'
import { boot, findParts, guestFiles } from './hid-vm/machine.ts'

/** Emulating a whole machine takes its time on a busy one; it takes half a minute otherwise. */
const LIMIT_MS = 300_000

async function bundleTest(outDir: string): Promise<void> {
  for (const entry of ['guest', 'uhid-scanner']) {
    await build({
      root,
      configFile: false,
      logLevel: 'warn',
      ssr: { noExternal: true, external: [...shippedPackages], target: 'node' },
      build: {
        outDir,
        emptyOutDir: false,
        ssr: path.join(root, 'test/hid-vm', `${entry}.ts`),
        target: 'node20',
        rolldownOptions: {
          output: { format: 'es', entryFileNames: `${entry}.js`, codeSplitting: false },
        },
      },
    })
  }
  writeFileSync(path.join(outDir, 'package.json'), '{"type":"module"}')
}

const parts = findParts()
if (!parts.ok) {
  console.error(
    `\n*** SKIPPED: the HID test in a virtual machine cannot run here: ${parts.missing}\n`,
  )
} else {
  const folder = mkdtempSync(path.join(tmpdir(), 'hid-vm-'))
  try {
    const bundle = path.join(folder, 'bundle')
    await bundleTest(bundle)
    const initrd = path.join(folder, 'initrd')
    const modules = path.join(root, 'node_modules')
    writeFileSync(initrd, guestFiles(parts, { modules, bundle }))
    process.exitCode = await boot(parts.qemu, parts.kernel.image, initrd, LIMIT_MS)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
