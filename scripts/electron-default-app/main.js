/**
 * What `electron <folder or file>` runs in the fallback runtime: it loads that app.
 * The import is awaited at top level because Electron holds `ready` back until this module is done,
 * and the app must be able to set switches before that.
 */
import { readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { app } from 'electron'

const require = createRequire(import.meta.url)

function readArguments(words) {
  const preloads = []
  for (let at = 0; at < words.length; at++) {
    const word = words[at]
    if (word === '-r' || word === '--require') preloads.push(words[++at])
    else if (word === '-v' || word === '--version') return { version: true, preloads }
    else if (!word.startsWith('-')) return { target: word, preloads }
  }
  return { preloads }
}

/** Names the app after its package.json, and returns its main file. */
function enter(target) {
  const place = path.resolve(target)
  if (!statSync(place).isDirectory()) {
    app.setAppPath(path.dirname(place))
    return place
  }
  const about = JSON.parse(readFileSync(path.join(place, 'package.json'), 'utf8'))
  if (about.version) app.setVersion(about.version)
  app.name = about.productName ?? about.name ?? app.name
  app.setPath('userData', path.join(app.getPath('appData'), app.name))
  app.setAppPath(place)
  return path.join(place, about.main ?? 'index.js')
}

const { version, preloads, target } = readArguments(process.argv.slice(1))
if (version) {
  console.log(`v${process.versions.electron}`)
  process.exit(0)
}
if (target === undefined) {
  console.error('usage: electron <folder or file of the app>')
  process.exit(1)
}
process.defaultApp = true
try {
  for (const file of preloads) require(path.resolve(file))
  await import(pathToFileURL(enter(target)).href)
} catch (error) {
  console.error(error)
  app.exit(1)
}
