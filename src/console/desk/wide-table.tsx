import { Empty, Spin, Table, type TableProps } from 'antd'
import type { ReactNode } from 'react'
import { useIsPhone } from './use-is-phone.js'

type Wide<Row> = TableProps<Row> & {
  /** What it holds. */
  readonly label: string
}

/**
 * A table that is scrolled where it does not fit, by the keyboard too. On a phone each row is a small card instead, with the name of
 * each column beside its value.
 */
export function WideTable<Row extends object>(table: Wide<Row>) {
  const isPhone = useIsPhone()
  if (isPhone) return <Cards {...table} />
  const { label, ...rest } = table
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by who has no pointer (WCAG 2.1.1).
    <section aria-label={label} tabIndex={0} style={{ overflowX: 'auto' }}>
      <Table<Row> {...rest} style={{ minWidth: 'max-content' }} />
    </section>
  )
}

function Cards<Row extends object>({ label, columns = [], dataSource = [], rowKey, loading, locale }: Wide<Row>) {
  if (loading === true) return <Spin style={{ display: 'block', margin: '32px auto' }} />
  if (dataSource.length === 0) return <div className="row-cards-none">{(locale?.emptyText as ReactNode) ?? <Empty />}</div>
  return (
    <ul aria-label={label} className="row-cards figures">
      {dataSource.map((row, at) => (
        <li key={String(row[rowKey as keyof Row])}>
          <dl>
            {columns.map((column) => {
              const value = valueIn(column, row, at)
              return (
                (value || value === 0) && (
                  <div key={String(column.title)}>
                    <dt>{column.title as ReactNode}</dt>
                    <dd className={column.className}>{value}</dd>
                  </div>
                )
              )
            })}
          </dl>
        </li>
      ))}
    </ul>
  )
}

type Column<Row> = NonNullable<TableProps<Row>['columns']>[number]

function valueIn<Row extends object>(column: Column<Row>, row: Row, at: number): ReactNode {
  if ('children' in column) return null
  const keys = [column.dataIndex].flat().filter((key) => key !== undefined)
  const value = keys.reduce<unknown>((inner, key) => (inner as Record<string, unknown> | null)?.[String(key)], row)
  return (column.render ? column.render(value, row, at) : value) as ReactNode
}
