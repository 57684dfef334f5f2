import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { LANGUAGES, type Translated } from '../../app/language.ts'
import { OUTCOME_WORDS, SLIP_TEXTS } from '../../app/receipt/slip-texts.ts'
import { ENDED_TEXTS, OUTCOME_TEXTS, SHIFT_TEXTS } from '../../app/shift/shift-texts.ts'
import { customer } from '../../renderer/i18n/customer.ts'
import { LATER_AREAS } from '../../renderer/i18n/later-texts.ts'
import { RECONCILIATION_AREAS } from '../../renderer/i18n/reconciliation-areas.ts'
import { AREAS } from '../../renderer/i18n/resources.ts'

type Named = readonly [name: string, text: Translated]

type Area = readonly [name: string, texts: readonly Named[]]

const areasOf = (all: {
  readonly [area: string]: { readonly [key: string]: Translated }
}): readonly Area[] =>
  Object.entries(all).map(([area, texts]) => [
    area,
    Object.entries(texts).map(([key, text]): Named => [`${area}:${key}`, text]),
  ])

const shown = areasOf({ ...AREAS, ...LATER_AREAS, ...RECONCILIATION_AREAS, customer })

/** What is printed and exported; the page uses some of it, too. */
const printed = areasOf({
  OUTCOME_WORDS,
  SLIP_TEXTS,
  OUTCOME_TEXTS,
  SHIFT_TEXTS,
  ENDED_TEXTS,
})

const areas = [...shown, ...printed]
const all: readonly Named[] = areas.flatMap(([, texts]) => texts)

const placeholders = (text: string): readonly string[] =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => name).toSorted()

/** Names that are the same everywhere. */
const NAMES_ONLY = /^(WeChat Pay|apiclient_cert\.p12|[\s\dA-Z.()（）…]*)$/

/** Common characters that look different: simplified first. */
const CHARACTERS =
  '码碼 请請 输輸 额額 银銀 顾顧 单單 员員 户戶 关關 统統 设設 扫掃 没沒 钱錢 处處 务務 时時 间間 错錯 误誤 证證 书書 网網 络絡 显顯 当當 还還 这這 个個 应應 认認 记記 录錄 开開 门門 联聯 终終 结結 经經 测測 试試'

describe('the texts', () => {
  it.each(areas)('of the area %s say the same in every language', (_, texts) => {
    for (const [name, text] of texts) {
      for (const language of LANGUAGES) {
        expect(text[language].trim(), name).not.toBe('')
        expect(placeholders(text[language]), name).toEqual(placeholders(text.en))
      }
    }
  })

  it.each(areas)('of the area %s are translated', (_, texts) => {
    const untranslated = texts.filter(
      ([, text]) =>
        (['zh-Hans', 'zh-Hant'] as const).some(
          (tag) => !NAMES_ONLY.test(text[tag]) && !/\p{Script=Han}/u.test(text[tag]),
        ) || /\p{Script=Han}/u.test(text.en),
    )
    expect(untranslated).toEqual([])
  })

  it('uses traditional characters for zh-Hant, simplified ones for zh-Hans', () => {
    for (const [simplified = '', traditional = ''] of CHARACTERS.split(' ').map((pair) => [
      ...pair,
    ])) {
      for (const [key, text] of all) {
        expect(text['zh-Hant'], key).not.toContain(simplified)
        expect(text['zh-Hans'], key).not.toContain(traditional)
      }
    }
  })
})

const rendererDir = path.resolve(import.meta.dirname, '../../renderer')

const sources = readdirSync(rendererDir, { recursive: true, encoding: 'utf8' })
  .filter((name) => /\.tsx?$/.test(name) && !/^(i18n|preview|customer\/preview)\//.test(name))
  .map((name) => [name, readFileSync(path.join(rendererDir, name), 'utf8')] as const)

describe('the components', () => {
  it('hold no sentences of their own', () => {
    const found = sources.filter(([name, source]) => {
      const code = source.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
      // Languages name themselves, and there is nothing to translate in that.
      const named = /(language-switch\.tsx|language-names\.ts)$/.test(name)
      const han = !named && /\p{Script=Han}/u.test(code)
      // Words between tags are what JSX shows as it is.
      return han || (name.endsWith('.tsx') && />\s*[A-Z][a-z]+ [a-z]+[^<>{}]*</.test(code))
    })
    expect(found.map(([name]) => name)).toEqual([])
  })

  it('leave no text unused', () => {
    const code = sources.map(([, source]) => source).join('\n')
    const chosenByKind =
      /^(lights|startFault|field|timing|scannerRemarks|accessFindings|reconciliation(Class|Meaning|Reason)|remedy(Name|Meaning)|bill(Problem|Total)|wechatState):|^reconciliationLines:(ours|standing)-|^reconciliationSides:stateExplained-|^setup:error|^notice:(alipay|unionpay)$/
    const unused = shown
      .flatMap(([, texts]) => texts)
      .map(([key]) => key)
      .filter((key) => !chosenByKind.test(key))
      .filter((key) => !new RegExp(`['":]${key.split(':')[1] ?? ''}['"]`).test(code))
    expect(unused).toEqual([])
  })
})
