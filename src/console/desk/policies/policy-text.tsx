import { CheckCircleFilled, CloseCircleFilled, LoadingOutlined } from '@ant-design/icons'
import { Button, Flex, Input, Typography } from 'antd'
import type { TextAreaRef } from 'antd/es/input/TextArea'
import { useRef } from 'react'
import { useLanguage, useWords } from '../../shared/language.js'
import { fill } from '../../shared/words.js'
import { useProblemText } from '../problem-text.js'
import { policiesWords } from './policies-words.js'
import type { Check } from './use-check.js'

interface Edited {
  readonly text: string
  readonly check: Check
  readonly onChange: (text: string) => void
  readonly isReadOnly: boolean
}

/** The text of a policy, and what is wrong with it below; a problem leads to its line. */
export function PolicyText({ text, check, onChange, isReadOnly }: Edited) {
  const words = useWords(policiesWords)
  const { language } = useLanguage()
  const area = useRef<TextAreaRef>(null)
  const goTo = (line: number) => {
    const input = area.current?.resizableTextArea?.textArea
    if (!input) return
    const start =
      text
        .split('\n')
        .slice(0, line - 1)
        .join('\n').length + (line > 1 ? 1 : 0)
    const end = text.indexOf('\n', start)
    input.focus()
    input.setSelectionRange(start, end < 0 ? text.length : end)
    input.scrollLeft = 0
    input.scrollTop = (line - 6) * (input.scrollHeight / text.split('\n').length)
  }
  return (
    <Flex vertical gap={6}>
      <Input.TextArea
        ref={area}
        aria-label={words.text}
        aria-describedby="policy-problems"
        className="code"
        style={{ height: '62vh', minHeight: 320, whiteSpace: 'pre', overflowX: 'auto', fontSize: 13 }}
        spellCheck={false}
        wrap="off"
        readOnly={isReadOnly}
        value={text}
        status={check.problems.length > 0 ? 'error' : ''}
        onChange={({ target }) => onChange(target.value)}
      />
      <div id="policy-problems" role="status">
        <State check={check} />
        {check.problems.slice(0, 8).map(({ line, at, words: said }) => (
          <div key={`${line} ${at} ${said.en}`}>
            {line !== null && (
              <Button type="link" size="small" style={{ padding: '0 4px' }} onClick={() => goTo(line)}>
                {fill(words.line, { line })}
              </Button>
            )}
            <Typography.Text type="danger">{[at, said[language]].filter(Boolean).join(words.colon)}</Typography.Text>
          </div>
        ))}
      </div>
    </Flex>
  )
}

function State({ check: { problems, isCurrent, failure } }: { readonly check: Check }) {
  const words = useWords(policiesWords)
  const problemText = useProblemText()
  if (failure) return <Typography.Text type="danger">{problemText(failure)}</Typography.Text>
  if (!isCurrent) {
    return (
      <Typography.Text type="secondary">
        <LoadingOutlined /> {words.checking}
      </Typography.Text>
    )
  }
  return problems.length === 0 ? (
    <Typography.Text type="success">
      <CheckCircleFilled /> {words.fits}
    </Typography.Text>
  ) : (
    <Typography.Text type="danger">
      <CloseCircleFilled /> {fill(words.problems, { count: problems.length })}
    </Typography.Text>
  )
}
