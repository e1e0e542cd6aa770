import { CheckCircleFilled, CloseCircleFilled, EyeInvisibleOutlined, MinusCircleOutlined, QuestionCircleFilled } from '@ant-design/icons'
import { Tag, Tooltip } from 'antd'
import type { CaseSheet } from '../../../client/answers.js'
import { useWords } from '../../shared/language.js'
import { caseWords } from './case-words.js'

type Row = CaseSheet['comparison'][number]

const looks = {
  agree: { color: 'success', icon: <CheckCircleFilled aria-hidden /> },
  differ: { color: 'error', icon: <CloseCircleFilled aria-hidden /> },
  unreadable: { color: 'warning', icon: <QuestionCircleFilled aria-hidden /> },
  shown: { color: 'default', icon: <MinusCircleOutlined aria-hidden /> },
  'not-shown': { color: 'default', icon: <EyeInvisibleOutlined aria-hidden /> },
} as const

/** How what was read stands to the record: in a word, with an icon and a color. */
export function StandingTag({ standing, because }: Pick<Row, 'standing' | 'because'>) {
  const words = useWords(caseWords)
  const { color, icon } = looks[standing]
  return (
    <Tooltip title={because}>
      <Tag color={color} icon={icon} style={{ margin: 0 }}>
        {words[standing]}
      </Tag>
    </Tooltip>
  )
}
