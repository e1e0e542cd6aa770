import { Tooltip, Typography, theme } from 'antd'
import type { CaseSheet } from '../../../client/answers.js'
import { useLanguage, useWords } from '../../shared/language.js'
import { fill } from '../../shared/words.js'
import type { ViewerPlace as Place } from '../viewer/viewed.js'
import { caseWords } from './case-words.js'
import { PlaceButton } from './place-button.js'
import { StandingTag } from './standing-tag.js'

type Row = CaseSheet['comparison'][number]

const weight = { differ: 0, unreadable: 1, agree: 2, shown: 3, 'not-shown': 4 } as const

interface ComparisonProps {
  readonly rows: CaseSheet['comparison']
  readonly onShow: (place: Place) => void
}

/** What the record says beside what was read, field by field; what differs stands first. */
export function Comparison({ rows, onShow }: ComparisonProps) {
  const words = useWords(caseWords)
  const { token } = theme.useToken()
  const { language } = useLanguage()
  const there = rows.filter(({ standing }) => standing !== 'not-shown').toSorted((a, b) => weight[a.standing] - weight[b.standing])
  const missing = rows.filter(({ standing }) => standing === 'not-shown').map(({ label }) => label)
  const head = { textAlign: 'left', fontWeight: 400, fontSize: 12, color: token.colorTextSecondary, padding: '2px 8px 4px 0' } as const
  return (
    <table style={{ width: '100%', borderCollapse: 'collapse' }}>
      <thead>
        <tr>
          <th scope="col" style={{ ...head, width: 92 }}>
            {words.standing}
          </th>
          <th scope="col" style={{ ...head, width: '36%' }}>
            {words.recorded}
          </th>
          <th scope="col" style={head}>
            {words.wasRead}
          </th>
        </tr>
      </thead>
      <tbody>
        {there.map((row) => (
          <tr key={row.field} style={{ borderTop: `1px solid ${token.colorBorderSecondary}`, verticalAlign: 'top' }}>
            <td style={{ padding: '6px 8px 6px 0' }}>
              <StandingTag standing={row.standing} because={row.because} />
            </td>
            <td style={{ padding: '6px 8px 6px 0' }}>
              <div style={{ fontSize: 12, color: token.colorTextSecondary }}>{row.label}</div>
              <span className="code" style={{ overflowWrap: 'anywhere' }}>
                {row.recorded ?? '—'}
              </span>
            </td>
            <td style={{ padding: '6px 0' }}>
              <Read row={row} onShow={onShow} />
            </td>
          </tr>
        ))}
        {missing.length > 0 && (
          <tr style={{ borderTop: `1px solid ${token.colorBorderSecondary}`, verticalAlign: 'top' }}>
            <td style={{ padding: '6px 8px 6px 0' }}>
              <StandingTag standing="not-shown" because={words.notShownHint} />
            </td>
            <td colSpan={2} style={{ padding: '6px 0', color: token.colorTextSecondary }}>
              {new Intl.ListFormat(language, { style: 'short' }).format(missing)}
            </td>
          </tr>
        )}
      </tbody>
    </table>
  )
}

/** The surest reading, as text and as it looks; how many more there are. */
function Read({ row: { field, read, standing, because }, onShow }: { readonly row: Row; readonly onShow: ComparisonProps['onShow'] }) {
  const words = useWords(caseWords)
  const [first] = read
  if (!first) return <Typography.Text type="secondary">{because}</Typography.Text>
  return (
    <div style={{ display: 'grid', gap: 3, justifyItems: 'start', minWidth: 0 }}>
      <Tooltip title={`${fill(words.readSure, { percent: Math.round(first.confidence * 100) })} · ${because}`}>
        <Typography.Text
          className="code"
          {...(standing === 'differ' ? { type: 'danger' as const } : {})}
          style={{ overflowWrap: 'anywhere' }}
        >
          {first.text}
          {read.length > 1 && <Typography.Text type="secondary"> ×{read.length}</Typography.Text>}
        </Typography.Text>
      </Tooltip>
      <PlaceButton place={first} text={first.text} isKey={field === 'card-key'} onShow={onShow} />
      {standing === 'differ' && (
        <Typography.Text type="secondary" style={{ fontSize: 12 }}>
          {because}
        </Typography.Text>
      )}
    </div>
  )
}
