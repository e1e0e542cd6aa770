import { ClockCircleOutlined, ExclamationCircleFilled, FieldTimeOutlined } from '@ant-design/icons'
import { Tooltip, Typography } from 'antd'
import { useLanguage, useWords } from '../shared/language.js'
import { showRuleTime, showSpan, showTime } from '../shared/show-time.js'
import { useNow } from '../shared/use-now.js'
import { fill } from '../shared/words.js'
import { timeWords } from './time-words.js'

const hourMs = 3_600_000

/** How much time a deadline leaves, in words, with an icon and a color of its own; the moment itself in both zones when pointed at. */
export function TimeLeft({ until }: { readonly until: string | null }) {
  const words = useWords(timeWords)
  const { language } = useLanguage()
  const now = useNow(15_000)
  if (until === null) return <Typography.Text type="secondary">{words.noDeadline}</Typography.Text>
  const leftMs = Date.parse(until) - now
  const span = showSpan(leftMs, language)
  const type = leftMs < 0 ? 'danger' : leftMs < hourMs ? 'warning' : 'secondary'
  const Icon = leftMs < 0 ? ExclamationCircleFilled : leftMs < hourMs ? FieldTimeOutlined : ClockCircleOutlined
  return (
    <Tooltip title={<BothZones at={until} />}>
      <Typography.Text type={type} className="figures" style={{ whiteSpace: 'nowrap' }}>
        <Icon aria-hidden /> {fill(leftMs < 0 ? words.overdue : words.left, { span })}
      </Typography.Text>
    </Tooltip>
  )
}

/** A moment in the viewer's zone; in that of the rules when pointed at. */
export function Moment({ at }: { readonly at: string }) {
  const { language } = useLanguage()
  return (
    <Tooltip title={<BothZones at={at} />}>
      <time dateTime={at} className="figures" style={{ whiteSpace: 'nowrap' }}>
        {showTime(at, language)}
      </time>
    </Tooltip>
  )
}

/** How long ago something was. */
export function Ago({ at }: { readonly at: string }) {
  const words = useWords(timeWords)
  const { language } = useLanguage()
  const now = useNow(15_000)
  return (
    <Tooltip title={<BothZones at={at} />}>
      <Typography.Text type="secondary" className="figures" style={{ whiteSpace: 'nowrap' }}>
        {fill(words.ago, { span: showSpan(now - Date.parse(at), language) })}
      </Typography.Text>
    </Tooltip>
  )
}

function BothZones({ at }: { readonly at: string }) {
  const words = useWords(timeWords)
  const { language } = useLanguage()
  return (
    <>
      {fill(words.here, { time: showTime(at, language) })}
      <br />
      {fill(words.byRule, { time: showRuleTime(at, language) })}
    </>
  )
}
