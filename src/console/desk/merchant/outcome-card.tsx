import { Card, Flex, Typography } from 'antd'
import type { Case } from '../../../client/answers.js'
import { useLanguage, useWords } from '../../shared/language.js'
import { showTime } from '../../shared/show-time.js'
import { fill } from '../../shared/words.js'
import { merchantWords, resultWords } from './merchant-words.js'

/** What the merchant has said, whom the case waits for, and how it ended. */
export function OutcomeCard({ shown: { result, merchantAnswer, waitsFor, until } }: { readonly shown: Case }) {
  const words = useWords(merchantWords)
  const { language } = useLanguage()
  return (
    <Card size="small" title={words.outcome}>
      <Flex vertical gap={6}>
        {merchantAnswer && (
          <>
            <Typography.Text>
              {fill(words.said, { time: showTime(merchantAnswer.at, language), answer: words[merchantAnswer.state] })}
            </Typography.Text>
            {merchantAnswer.words && (
              <Typography.Paragraph style={{ whiteSpace: 'pre-wrap', margin: 0 }}>{merchantAnswer.words}</Typography.Paragraph>
            )}
          </>
        )}
        <Typography.Text strong>{result === null ? words.notYet : resultWords[result][language]}</Typography.Text>
        {waitsFor && (
          <Typography.Text type="secondary">
            {[waitsFor.what, until && fill(words.untilThen, { time: showTime(until, language) })].filter(Boolean).join(' · ')}
          </Typography.Text>
        )}
      </Flex>
    </Card>
  )
}
