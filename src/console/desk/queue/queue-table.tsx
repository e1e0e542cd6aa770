import { useVirtualizer } from '@tanstack/react-virtual'
import { theme } from 'antd'
import { memo, useCallback, useEffect, useRef } from 'react'
import { useNavigate } from 'react-router'
import type { QueueLine } from '../../../client/answers.js'
import { useWords } from '../../shared/language.js'
import { fill } from '../../shared/words.js'
import { useIsNarrow } from '../use-is-narrow.js'
import { QueueCard, QueueCells } from './queue-row.js'
import { queueWords } from './queue-words.js'

const columns = '118px 108px minmax(170px, 1.4fr) 104px 92px minmax(130px, 1fr) minmax(110px, 0.8fr) 112px minmax(120px, 0.8fr)'

const grid = { display: 'grid', gridTemplateColumns: columns, columnGap: 12, padding: '0 16px', alignItems: 'center' } as const
/** So long the pointer is on a line that somebody looks at: lines that scroll by under it are not fetched. */
const restMs = 150

interface QueueTableProps {
  readonly lines: readonly QueueLine[]
  readonly selected: string | null
  readonly myId: string | undefined
  readonly addressOf: (line: QueueLine) => string
  /** Pointed at: it may be opened next. */
  readonly onPoint: (id: string) => void
  readonly onEnd: () => void
  readonly isLoadingMore: boolean
}

/** The lines; only those in view are drawn, so that ten thousand scroll as ten do. */
export function QueueTable({ lines, selected, myId, addressOf, onPoint, onEnd, isLoadingMore }: QueueTableProps) {
  const words = useWords(queueWords)
  const { token } = theme.useToken()
  const point = useResting(onPoint)
  const isNarrow = useIsNarrow()
  const box = useRef<HTMLDivElement>(null)
  const virtual = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => (isNarrow ? 94 : 52),
    getItemKey: (index) => lines[index]?.id ?? index,
    overscan: 12,
  })
  const drawn = virtual.getVirtualItems()
  const last = drawn.at(-1)?.index ?? 0
  useEffect(() => {
    if (last >= lines.length - 60) onEnd()
  }, [last, lines.length, onEnd])
  const chosen = lines.findIndex(({ id }) => id === selected)
  useEffect(() => {
    if (chosen >= 0) virtual.scrollToIndex(chosen)
  }, [chosen, virtual])
  const heads = [
    words.columnTime,
    words.columnNeeds,
    words.columnOrder,
    words.columnReason,
    words.columnAmount,
    words.columnWhy,
    words.columnParties,
    words.columnWaits,
    words.columnWho,
  ]
  const colors = {
    '--secondary': token.colorTextSecondary,
    '--warning': token.colorWarning,
    '--danger': token.colorError,
    '--success': token.colorSuccess,
  } as const
  return (
    // biome-ignore lint/a11y/useSemanticElements: rows that are not drawn have no place in a table element
    <div
      ref={box}
      role="grid"
      tabIndex={0}
      aria-label={fill(words.rows, { count: lines.length })}
      aria-rowcount={lines.length + 1}
      aria-activedescendant={chosen >= 0 ? `row-${selected}` : undefined}
      style={{ ...colors, flex: 1, minHeight: 0, overflow: 'auto', background: token.colorBgContainer, contain: 'strict' }}
    >
      {!isNarrow && (
        // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus, and says which row it is on
        // biome-ignore lint/a11y/useSemanticElements: as above
        <div
          role="row"
          aria-rowindex={1}
          style={{
            ...grid,
            position: 'sticky',
            top: 0,
            zIndex: 1,
            height: 34,
            minWidth: 1100,
            fontSize: 12,
            color: token.colorTextSecondary,
            background: token.colorBgContainer,
            borderBottom: `1px solid ${token.colorBorderSecondary}`,
          }}
        >
          {heads.map((head, at) => (
            // biome-ignore lint/a11y/useSemanticElements: as above
            // biome-ignore lint/a11y/useFocusableInteractive: as above
            <div key={head} role="columnheader" style={{ textAlign: at === 4 ? 'right' : 'left' }}>
              {head}
            </div>
          ))}
        </div>
      )}
      {/* biome-ignore lint/a11y/useSemanticElements: as above */}
      <div role="rowgroup" style={{ position: 'relative', height: virtual.getTotalSize(), minWidth: isNarrow ? 0 : 1100 }}>
        {drawn.map(({ index, start, size, key }) => {
          const line = lines[index]
          if (!line) return null
          const isSelected = line.id === selected
          return <Row key={key} {...{ line, address: addressOf(line), myId, index, start, size, isSelected, isNarrow, onPoint: point }} />
        })}
      </div>
      {isLoadingMore && <div style={{ padding: 12, textAlign: 'center', color: token.colorTextSecondary }}>{words.loadingMore}</div>}
    </div>
  )
}

interface QueueLineProps {
  readonly line: QueueLine
  readonly address: string
  readonly myId: string | undefined
  readonly index: number
  readonly start: number
  readonly size: number
  readonly isSelected: boolean
  readonly isNarrow: boolean
  readonly onPoint: (id: string | null) => void
}

/** A line in its place; drawn anew only when something of it changes, not while others scroll in. */
const Row = memo(function Row({ line, address, myId, index, start, size, isSelected, isNarrow, onPoint }: QueueLineProps) {
  const { token } = theme.useToken()
  const navigate = useNavigate()
  const cells = { line, address, myId }
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the grid has the focus, and says which row it is on
    // biome-ignore lint/a11y/useSemanticElements: rows that are not drawn have no place in a table element
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter opens the row that is chosen
    <div
      id={`row-${line.id}`}
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isSelected}
      onMouseEnter={() => onPoint(line.id)}
      onMouseLeave={() => onPoint(null)}
      onClick={() => void navigate(address)}
      style={{
        ...(isNarrow ? {} : grid),
        position: 'absolute',
        top: 0,
        left: 0,
        right: 0,
        height: size,
        contain: 'strict',
        transform: `translateY(${start}px)`,
        cursor: 'pointer',
        boxSizing: 'border-box',
        borderBottom: `1px solid ${token.colorBorderSecondary}`,
        background: isSelected ? token.controlItemBgActive : undefined,
        boxShadow: isSelected ? `inset 3px 0 0 ${token.colorPrimary}` : undefined,
      }}
    >
      {isNarrow ? <QueueCard {...cells} /> : <QueueCells {...cells} />}
    </div>
  )
})

/** Tells of a line once the pointer has rested on it; null: it left. */
function useResting(onRest: (id: string) => void): (id: string | null) => void {
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  return useCallback(
    (id) => {
      clearTimeout(timer.current)
      if (id !== null) timer.current = setTimeout(() => onRest(id), restMs)
    },
    [onRest],
  )
}
