import { Typography } from 'antd'
import type { CaseSheet } from '../../../client/answers.js'
import { useLanguage, useWords } from '../../shared/language.js'
import { answerNames } from '../names.js'
import { Moment } from '../time-left.js'
import { caseWords } from './case-words.js'
import { Facts } from './section.js'

/** Against whom: what the merchant says, and how often he objects. */
export function MerchantFacts({ merchant }: { readonly merchant: CaseSheet['merchant'] }) {
  const words = useWords(caseWords)
  const { language } = useLanguage()
  if (!merchant) return <Typography.Text type="secondary">{words.noOrder}</Typography.Text>
  return (
    <div style={{ display: 'grid', gap: 12 }}>
      <Facts
        items={[
          [words.merchant, merchant.id],
          [words.openCases, merchant.casesOpen],
          [words.objections, merchant.objections90d],
        ]}
      />
      {merchant.answer ? (
        <div>
          <Typography.Text type="secondary" style={{ fontSize: 12 }}>
            {words.merchantSaid} {merchant.at && <Moment at={merchant.at} />}
          </Typography.Text>
          <Typography.Paragraph style={{ margin: 0, whiteSpace: 'pre-wrap' }}>
            <strong>{answerNames[merchant.answer][language]}</strong> {merchant.words}
          </Typography.Paragraph>
        </div>
      ) : (
        <Typography.Text type="secondary">{words.merchantSilent}</Typography.Text>
      )}
    </div>
  )
}
