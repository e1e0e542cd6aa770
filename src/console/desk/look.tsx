import { App, ConfigProvider, theme } from 'antd'
import enUS from 'antd/locale/en_US'
import zhCN from 'antd/locale/zh_CN'
import { type ReactNode, useEffect } from 'react'
import { useDark } from '../shared/dark.js'
import { useLanguage } from '../shared/language.js'
import { darkColors, lightColors } from './colors.js'

/** Of this page: styles that scripts make must carry it. */
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? ''

// A part of the library measures scroll bars by a style of its own that does not.
const create = document.createElement.bind(document)
document.createElement = (name: string, options?: ElementCreationOptions) => {
  const element = create(name, options)
  if (name === 'style') element.nonce = nonce
  return element
}

/** Messages leave the main navigation in sight. */
const belowHeaderPx = 56

const darkParts = {
  Menu: { horizontalItemSelectedColor: '#7db0ff', itemSelectedColor: '#7db0ff' },
  Button: {
    defaultHoverColor: '#7db0ff',
    defaultHoverBorderColor: '#7db0ff',
    defaultActiveColor: '#7db0ff',
    defaultActiveBorderColor: '#7db0ff',
  },
} as const

/** Colors, density and the words of the library's own parts. */
export function Look({ children }: { readonly children: ReactNode }) {
  const { isDark } = useDark()
  const { language } = useLanguage()
  useEffect(() => {
    document.documentElement.style.colorScheme = isDark ? 'dark' : 'light'
  }, [isDark])
  return (
    <ConfigProvider
      csp={{ nonce }}
      // Two characters stand as close as three do.
      button={{ autoInsertSpace: false }}
      locale={language === 'zh' ? zhCN : enUS}
      theme={{
        algorithm: isDark ? [theme.darkAlgorithm, theme.compactAlgorithm] : [theme.compactAlgorithm],
        token: {
          ...(isDark ? darkColors : lightColors),
          fontSizeSM: 12,
          // WCAG 2.2, 2.5.8: the compact look makes the smallest buttons smaller than may be.
          controlHeightSM: 24,
          motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
          borderRadius: 6,
          fontSize: 14,
          fontFamily: "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', 'Noto Sans SC', sans-serif",
        },
        components: {
          Table: { cellPaddingInlineSM: 12, cellPaddingBlockSM: 6 },
          Card: { headerHeightSM: 44 },
          ...(isDark ? darkParts : {}),
        },
      }}
    >
      <App style={{ height: '100%' }} message={{ top: belowHeaderPx }}>
        {children}
      </App>
    </ConfigProvider>
  )
}
