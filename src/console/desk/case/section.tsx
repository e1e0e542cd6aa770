import { Typography, theme } from 'antd'
import type { ReactNode } from 'react'

interface SectionProps {
  readonly title: ReactNode
  readonly extra?: ReactNode
  readonly children: ReactNode
}

/** A part of the case page under its heading. */
export function Section({ title, extra, children }: SectionProps) {
  const { token } = theme.useToken()
  return (
    <section style={{ padding: '10px 14px', background: token.colorBgContainer, borderRadius: 6 }}>
      <div style={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: 8, marginBottom: 6 }}>
        <Typography.Title level={2} style={{ fontSize: 14, margin: 0 }}>
          {title}
        </Typography.Title>
        {extra}
      </div>
      {children}
    </section>
  )
}

/** Facts, each under its name. */
export function Facts({ items }: { readonly items: readonly (readonly [name: string, value: ReactNode])[] }) {
  const { token } = theme.useToken()
  return (
    <dl style={{ display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(132px, 1fr))', gap: '6px 12px', margin: 0 }}>
      {items.map(([name, value]) => (
        <div key={name} style={{ minWidth: 0 }}>
          <dt style={{ fontSize: 12, color: token.colorTextSecondary }}>{name}</dt>
          <dd style={{ margin: 0, overflowWrap: 'anywhere' }}>{value}</dd>
        </div>
      ))}
    </dl>
  )
}
