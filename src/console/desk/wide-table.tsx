import { Table, type TableProps } from 'antd'

/** A table that is scrolled where it does not fit, by the keyboard too; `label` says what it holds. */
export function WideTable<Row extends object>({ label, ...table }: TableProps<Row> & { readonly label: string }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by who has no pointer (WCAG 2.1.1).
    <section aria-label={label} tabIndex={0} style={{ overflowX: 'auto' }}>
      <Table<Row> {...table} style={{ minWidth: 'max-content' }} />
    </section>
  )
}
