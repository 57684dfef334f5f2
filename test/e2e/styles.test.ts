import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from '@playwright/test'

const root = path.resolve(import.meta.dirname, '../..')
const read = (folder: string, ending: string): string =>
  readdirSync(folder)
    .filter((file) => file.endsWith(ending))
    .map((file) => readFileSync(path.join(folder, file), 'utf8'))
    .join('\n')

test('every Mantine component in the bundle has its styles there', () => {
  const bundle = path.join(root, 'out', 'renderer', 'assets')
  const [scripts, styles] = [read(bundle, '.js'), read(bundle, '.css')]
  const mantine = path.join(root, 'node_modules', '@mantine', 'core', 'styles')
  const components = readdirSync(mantine).filter((file) => /^[A-Z]\w+\.css$/.test(file))
  const missing = components.filter((file) => {
    const names = readFileSync(path.join(mantine, file), 'utf8').match(/m_[0-9a-f]+/g) ?? []
    return names.some((name) => scripts.includes(name) && !styles.includes(name))
  })
  expect(components.length).toBeGreaterThan(50)
  expect(missing).toEqual([])
})
