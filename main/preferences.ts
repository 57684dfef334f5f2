import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { z } from 'zod'
import { LANGUAGES, type Language } from '../app/language.ts'

const preferences = z.object({ language: z.enum(LANGUAGES) })

const file = (dataDir: string): string => path.join(dataDir, 'preferences.json')

/** The language last chosen on this till; null when none was, or the file cannot be read. */
export function readLanguage(dataDir: string): Language | null {
  if (!existsSync(file(dataDir))) return null
  try {
    return preferences.parse(JSON.parse(readFileSync(file(dataDir), 'utf8'))).language
  } catch {
    // Only a preference: the configured language is as good.
    return null
  }
}

/** Remembers the language for the next start. */
export function storeLanguage(dataDir: string, language: Language): void {
  writeFileSync(file(dataDir), JSON.stringify({ language }))
}
