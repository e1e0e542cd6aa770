import { ClockCircleOutlined, ExclamationCircleFilled, FieldTimeOutlined } from '@ant-design/icons'
import { Tooltip, Typography } from 'antd'
import { useLanguage, useWords } from '../shared/language.js'
import { showRuleTime, showSpan, showTime } from '../shared/show-time.js'
import { useNow } from '../shared/use-now.js'
import { fill, type Language } from '../shared/words.js'
import { timeWords } from './time-words.js'

const hourMs = 3_600_000

/** One of hundreds that scroll by: the browser's own hint, for one that is drawn costs more than its line. */
interface Plain {
  readonly isPlain?: boolean
}

/** How much time a deadline leaves, in words, with an icon and a color of its own; the moment itself in both zones when pointed at. */
export function TimeLeft({ until, isPlain = false }: { readonly until: string | null } & Plain) {
  const words = useWords(timeWords)
  const { language } = useLanguage()
  const now = useNow(15_000)
  if (until === null) return <Typography.Text type="secondary">{words.noDeadline}</Typography.Text>
  const leftMs = Date.parse(until) - now
  const span = showSpan(leftMs, language)
  const type = leftMs < 0 ? 'danger' : leftMs < hourMs ? 'warning' : 'secondary'
  const Icon = leftMs < 0 ? ExclamationCircleFilled : leftMs < hourMs ? FieldTimeOutlined : ClockCircleOutlined
  const said = fill(leftMs < 0 ? words.overdue : words.left, { span })
  if (isPlain)
    return (
      <span className={`figures ${type}`} title={bothZones(until, words, language)}>
        <Icon aria-hidden /> {said}
      </span>
    )
  return (
    <Tooltip title={<BothZones at={until} />}>
      <Typography.Text type={type} className="figures" style={{ whiteSpace: 'nowrap' }}>
        <Icon aria-hidden /> {said}
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
export function Ago({ at, isPlain = false }: { readonly at: string } & Plain) {
  const words = useWords(timeWords)
  const { language } = useLanguage()
  const now = useNow(15_000)
  const said = fill(words.ago, { span: showSpan(now - Date.parse(at), language) })
  if (isPlain)
    return (
      <span className="figures secondary" title={bothZones(at, words, language)}>
        {said}
      </span>
    )
  return (
    <Tooltip title={<BothZones at={at} />}>
      <Typography.Text type="secondary" className="figures" style={{ whiteSpace: 'nowrap' }}>
        {said}
      </Typography.Text>
    </Tooltip>
  )
}

function BothZones({ at }: { readonly at: string }) {
  const words = useWords(timeWords)
  const { language } = useLanguage()
  return <span style={{ whiteSpace: 'pre-line' }}>{bothZones(at, words, language)}</span>
}

function bothZones(at: string, words: Readonly<Record<'here' | 'byRule', string>>, language: Language): string {
  return `${fill(words.here, { time: showTime(at, language) })}\n${fill(words.byRule, { time: showRuleTime(at, language) })}`
}
