/** What is built from what: one entry of the app each. Used by build.ts and dev.ts. */
import { cpSync, existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import react from '@vitejs/plugin-react'
import type { InlineConfig, Plugin } from 'vite'
import { manualPlugin } from './manual-plugin.ts'

export const root = path.resolve(import.meta.dirname, '..')

export interface Target {
  /** The source file, from the root. */
  readonly entry: string
  /** What comes out, from the root. */
  readonly output: string
  readonly config: InlineConfig
}

/** The lower of the two runtimes the app must run on: Electron 33, which has Node 20.18 and Chromium 130. */
const NODE_TARGET = 'node20'
const BROWSER_TARGET = 'chrome130'

/** Packages that stay outside the bundles: those with native code, which the package ships whole. */
export const shippedPackages: readonly string[] = Object.keys(
  // The manifest is our own, and npm refuses it when dependencies are no map of names.
  (JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { dependencies: object })
    .dependencies,
)

const shared = (outDir: string): InlineConfig => ({
  root,
  configFile: false,
  envDir: false,
  logLevel: 'warn',
  publicDir: false,
  build: {
    outDir: path.join(root, outDir),
    sourcemap: true,
    minify: false,
    reportCompressedSize: false,
    license: { fileName: 'licenses.json' },
  },
})

/** Files that a program reads while it runs lie in `public` beside its entry, in the source and in the build. */
function copyPublic(entry: string, output: string): Plugin {
  const [from, to] = [entry, output].map((file) => path.join(root, path.dirname(file), 'public'))
  return {
    name: 'copy-public',
    writeBundle() {
      if (from !== undefined && to !== undefined && existsSync(from)) {
        cpSync(from, to, { recursive: true })
      }
    },
  }
}

/** A program for Node: an ES module with everything inside but native packages. */
function nodeTarget(entry: string, output: string): Target {
  const base = shared(path.dirname(output))
  const { name, ext: extension } = path.parse(output)
  return {
    entry,
    output,
    config: {
      ...base,
      plugins: [copyPublic(entry, output)],
      ssr: { noExternal: true, external: ['electron', ...shippedPackages], target: 'node' },
      build: {
        ...base.build,
        ssr: path.join(root, entry),
        target: NODE_TARGET,
        // Less to read and compile at every start; the maps lead back to the sources.
        minify: true,
        emptyOutDir: false,
        rolldownOptions: {
          output: {
            format: extension === '.cjs' ? 'cjs' : 'es',
            // In CommonJS: `import()` would read every CommonJS package twice.
            dynamicImportInCjs: false,
            entryFileNames: path.basename(output),
            chunkFileNames: `${name}-[name]-[hash]${extension}`,
          },
        },
      },
    },
  }
}

/** A sandboxed preload cannot be an ES module: one CommonJS file. */
function preloadTarget(entry: string, output: string): Target {
  const base = shared(path.dirname(output))
  return {
    entry,
    output,
    config: {
      ...base,
      build: {
        ...base.build,
        target: BROWSER_TARGET,
        emptyOutDir: false,
        lib: {
          entry: path.join(root, entry),
          formats: ['cjs'],
          fileName: () => path.basename(output),
        },
        rolldownOptions: { external: ['electron'], output: { codeSplitting: false } },
      },
    },
  }
}

/** The page: relative addresses, and nothing inline that the content security policy would refuse. */
function pageTarget(entry: string, output: string): Target {
  const base = shared(path.dirname(output))
  return {
    entry,
    output,
    config: {
      ...base,
      root: path.join(root, path.dirname(entry)),
      base: './',
      plugins: [react(), manualPlugin()],
      build: {
        ...base.build,
        target: BROWSER_TARGET,
        emptyOutDir: true,
        minify: true,
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        chunkSizeWarningLimit: 2_000,
        rolldownOptions: {
          output: {
            codeSplitting: {
              groups: [
                // What the first screen needs is one file to find, read and compile.
                { name: 'start', tags: ['$initial'], priority: 2 },
                // What may lie over it is loaded at once too, when that screen is painted.
                { name: 'later', test: /dialogs|waiting-dialog|looks-menu/, priority: 1 },
              ],
            },
          },
        },
      },
    },
  }
}

export const targets: readonly Target[] = [
  nodeTarget('main/main.ts', 'out/main/main.cjs'),
  nodeTarget('main/run.ts', 'out/main/run.cjs'),
  preloadTarget('main/preload.ts', 'out/main/preload.cjs'),
  preloadTarget('main/display-preload.ts', 'out/main/display-preload.cjs'),
  nodeTarget('main/device-service.ts', 'out/main/device-service.cjs'),
  nodeTarget('main/reconciliation-service.ts', 'out/main/reconciliation-service.cjs'),
  nodeTarget('simulator/main.ts', 'out/simulator/main.js'),
  pageTarget('renderer/index.html', 'out/renderer/index.html'),
  pageTarget('renderer/customer/index.html', 'out/display/index.html'),
]

export const hasEntry = ({ entry }: Target): boolean => existsSync(path.join(root, entry))
