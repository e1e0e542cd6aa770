import { CheckCircleFilled, WarningFilled } from '@ant-design/icons'
import { Card, Flex, Tag, Typography } from 'antd'
import type { Board } from '../../../client/answers.js'
import { useWords } from '../../shared/language.js'
import { fill } from '../../shared/words.js'
import { showShare } from '../show-figures.js'
import { boardWords } from './board-words.js'

/** What audits prove of automatic payments, and what is left of the budget for wrong ones. */
export function CertifiedCard({ certified }: { readonly certified: Board['certified'] }) {
  const words = useWords(boardWords)
  const { audited, wrong, upperShare, bearableShare, isCertified } = certified
  return (
    <Card
      size="small"
      style={{ height: '100%' }}
      title={words.certifiedTitle}
      extra={
        <Tag color={isCertified ? 'success' : 'warning'} icon={isCertified ? <CheckCircleFilled /> : <WarningFilled />}>
          {isCertified ? words.certified : words.notCertified}
        </Tag>
      }
    >
      <Flex vertical gap={4} className="figures">
        <Typography.Text type="secondary">{words.upper}</Typography.Text>
        <Flex align="baseline" gap={12}>
          <Typography.Text style={{ fontSize: 26 }}>{audited === 0 ? '–' : showShare(upperShare)}</Typography.Text>
          <Typography.Text>{fill(words.bearable, { share: showShare(bearableShare) })}</Typography.Text>
        </Flex>
        <Typography.Text type="secondary">{fill(words.sure, { audited, wrong })}</Typography.Text>
        <Typography.Text>{useBudget(certified)}</Typography.Text>
      </Flex>
    </Card>
  )
}

function useBudget({ allowedWrong, remainingWrong, cleanAuditsNeeded }: Board['certified']): string {
  const words = useWords(boardWords)
  if (allowedWrong === null || remainingWrong === null) return fill(words.auditsNeeded, { count: cleanAuditsNeeded })
  if (remainingWrong < 0) {
    return `${fill(words.budgetOver, { over: -remainingWrong })} · ${fill(words.auditsNeeded, { count: cleanAuditsNeeded })}`
  }
  return fill(words.budgetLeft, { left: remainingWrong, allowed: allowedWrong })
}
