import { ClockCircleOutlined } from '@ant-design/icons'
import { Tooltip, Typography } from 'antd'
import { useLanguage, useWords } from '../../shared/language.js'
import { showRuleTime, showSpan, showTime } from '../../shared/show-time.js'
import { fill } from '../../shared/words.js'
import { merchantWords } from './merchant-words.js'

/** A deadline in the viewer's zone, how far off it is, and on a hint in the zone of the rules. */
export function Deadline({ until }: { readonly until: string }) {
  const words = useWords(merchantWords)
  const { language } = useLanguage()
  const leftMs = Date.parse(until) - Date.now()
  const left = leftMs <= 0 ? words.over : fill(words.left, { span: showSpan(leftMs, language) })
  return (
    <Tooltip title={fill(words.ruleTime, { time: showRuleTime(until, language) })}>
      <Typography.Text type={leftMs < 12 * 3_600_000 ? 'danger' : 'secondary'} className="figures" tabIndex={0}>
        <ClockCircleOutlined /> {`${showTime(until, language)} · ${left}`}
      </Typography.Text>
    </Tooltip>
  )
}
