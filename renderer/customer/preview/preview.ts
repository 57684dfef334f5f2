import { LANGUAGES } from '../../../app/language.ts'
import { cutTexts, overflowing } from '../../preview/overflowing.ts'
import { CUSTOMER_SCENES } from './scenes.ts'

const PLACES = '.customer, .customer-content, .customer-stage, .customer-shop'

const isScene = (name: string | null): name is keyof typeof CUSTOMER_SCENES =>
  name !== null && Object.hasOwn(CUSTOMER_SCENES, name)

/** Lists the scenes when none is named. */
function list(): void {
  for (const name of Object.keys(CUSTOMER_SCENES)) {
    const link = document.createElement('a')
    link.href = `?scene=${name}`
    link.textContent = name
    document.body.append(link, document.createElement('br'))
  }
}

/** Shows the scene that the address names: `?scene=paid&language=en&theme=dark`. */
async function show(): Promise<void> {
  const asked = new URLSearchParams(location.search)
  const name = asked.get('scene')
  if (!isScene(name)) return list()
  const language = LANGUAGES.find((tag) => tag === asked.get('language')) ?? 'en'
  const theme = asked.get('theme') === 'dark' ? 'dark' : 'light'
  const view = { ...CUSTOMER_SCENES[name], languages: [language], theme } as const
  Object.defineProperty(window, 'display', {
    value: {
      view: async () => view,
      on: () => undefined,
      // Everything is in the page; what is left is that it fits.
      shown: () =>
        void document.fonts.ready.then(() => {
          document.documentElement.dataset['overflowing'] = [
            ...overflowing(PLACES),
            ...cutTexts(),
          ].join('\n')
          document.documentElement.dataset['shown'] = name
        }),
    },
  })
  await import('../main.tsx')
}

void show()
