import { theme } from 'antd'
import { type KeyboardEvent, type ReactNode, useRef } from 'react'

interface CaseTabsProps {
  readonly label: string
  readonly tabs: readonly { readonly key: string; readonly label: string; readonly children: ReactNode }[]
  readonly chosen: string
  readonly onChoose: (key: string) => void
}

/** Parts of which one is shown; all of their names stay in sight where it is narrow, and arrows go from one to the next. */
export function CaseTabs({ label, tabs, chosen, onChoose }: CaseTabsProps) {
  const { token } = theme.useToken()
  const list = useRef<HTMLDivElement>(null)
  const shown = tabs.find(({ key }) => key === chosen) ?? tabs[0]
  const move = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    const at = tabs.findIndex(({ key }) => key === shown?.key)
    const next = by && tabs.at((at + by) % tabs.length)
    if (!next) return
    onChoose(next.key)
    list.current?.querySelector<HTMLElement>(`[data-key="${next.key}"]`)?.focus()
    event.preventDefault()
  }
  return (
    <>
      <div ref={list} role="tablist" aria-label={label} style={{ display: 'flex', flexWrap: 'wrap', columnGap: 20 }}>
        {tabs.map(({ key, label: name }) => {
          const isShown = key === shown?.key
          return (
            <button
              key={key}
              type="button"
              role="tab"
              className="bare"
              data-key={key}
              id={`tab-${key}`}
              aria-selected={isShown}
              aria-controls="tab-panel"
              tabIndex={isShown ? 0 : -1}
              onKeyDown={move}
              onClick={() => onChoose(key)}
              style={{
                minHeight: 38,
                color: isShown ? token.colorLink : token.colorText,
                borderBottom: `2px solid ${isShown ? token.colorLink : 'transparent'}`,
              }}
            >
              {name}
            </button>
          )
        })}
      </div>
      <div id="tab-panel" role="tabpanel" aria-labelledby={`tab-${shown?.key}`} style={{ paddingTop: 10 }}>
        {shown?.children}
      </div>
    </>
  )
}
