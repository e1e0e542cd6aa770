import { Flex, Segmented } from 'antd'
import { useDark } from '../shared/dark.js'
import { useLanguage, useWords } from '../shared/language.js'
import { deskWords } from './desk-words.js'

/** The switches for language and appearance. */
export function LookChoice() {
  const words = useWords(deskWords)
  const { language, choose } = useLanguage()
  const dark = useDark()
  return (
    <Flex wrap gap={12} justify="center">
      <Segmented
        aria-label={words.language}
        value={language}
        onChange={choose}
        options={[
          { value: 'zh', label: '中文' },
          { value: 'en', label: 'English' },
        ]}
      />
      <Segmented
        aria-label={words.look}
        value={dark.choice}
        onChange={dark.choose}
        options={[
          { value: 'system', label: words.asSystem },
          { value: 'light', label: words.light },
          { value: 'dark', label: words.dark },
        ]}
      />
    </Flex>
  )
}
