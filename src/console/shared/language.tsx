import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { inLanguage, type Language, type Said, type Words } from './words.js'

interface Chosen {
  readonly language: Language
  readonly choose: (language: Language) => void
}

const Choice = createContext<Chosen>({ language: 'zh', choose: () => undefined })

const keptAs = 'swiftproof-language'

/** What is inside speaks the language of the address (`?lang=`), else the one chosen before, else the browser's; Chinese first. */
export function LanguageProvider({ children }: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState(firstLanguage)
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en'
  }, [language])
  const chosen = useMemo(() => {
    const choose = (next: Language) => {
      keep(next)
      setLanguage(next)
    }
    return { language, choose }
  }, [language])
  return <Choice value={chosen}>{children}</Choice>
}

/** The language, and how to choose another. */
export function useLanguage(): Chosen {
  return useContext(Choice)
}

/** A page's words in the language chosen. */
export function useWords<Of extends Words>(words: Of): Said<Of> {
  const { language } = useLanguage()
  return useMemo(() => inLanguage(words, language), [words, language])
}

function firstLanguage(): Language {
  const asked = new URLSearchParams(location.search).get('lang') ?? kept()
  if (asked === 'zh' || asked === 'en') return asked
  const known = navigator.languages.map((tag) => tag.slice(0, 2).toLowerCase()).find((tag) => tag === 'zh' || tag === 'en')
  return known === 'en' ? 'en' : 'zh'
}

/** A page within another may be refused its storage. */
function kept(): string | null {
  try {
    return localStorage.getItem(keptAs)
  } catch {
    return null
  }
}

function keep(language: Language): void {
  try {
    localStorage.setItem(keptAs, language)
  } catch {
    // Then it is chosen again next time.
  }
}
