import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Button, Empty, Flex, Spin, Typography } from 'antd'
import { useState } from 'react'
import { Link } from 'react-router'
import type { CaseSheet, ComparedLook, OfferedLook } from '../../../client/answers.js'
import { ask } from '../../shared/ask.js'
import { useLanguage, useWords } from '../../shared/language.js'
import { showMoney } from '../../shared/show-time.js'
import { fill } from '../../shared/words.js'
import { useKeys } from '../keys/use-keys.js'
import { decisionNames, reasonNames } from '../names.js'
import { useProblemText } from '../problem-text.js'
import { Unreachable } from '../unreachable.js'
import { CaseBody } from './case-body.js'
import { useNames, useViewerPlace } from './case-page.js'
import { caseWords } from './case-words.js'
import { Bar, ChoiceBar } from './decision-bar.js'
import type { Choice } from './use-decide.js'

/** Decided cases to be decided once more, blindly; nothing of them changes. */
export function SecondLookPage() {
  const words = useWords(caseWords)
  const { language } = useLanguage()
  const queries = useQueryClient()
  // A case that was seen before would be remembered with its decision: what is fetched here is kept for itself, and not for long.
  const look = useQuery({
    queryKey: ['second-look', language],
    queryFn: async () => {
      const { item } = await ask<OfferedLook>('GET', '/v1/second-looks/next')
      return item && ask<CaseSheet>('GET', `/v1/cases/${item.caseId}/sheet`, { query: { language } })
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  })
  const next = () => {
    void queries.invalidateQueries({ queryKey: ['second-look'] })
    void queries.invalidateQueries({ queryKey: ['queue-counts'] })
  }
  if (look.error) return <Unreachable error={look.error} onRetry={() => void look.refetch()} />
  if (look.isPending || look.isFetching) return <Spin style={{ display: 'block', margin: '20vh auto' }} />
  if (look.data === null)
    return (
      <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={words.secondNone} style={{ margin: '16vh auto' }}>
        <Link to="/queue">{words.toQueue}</Link>
      </Empty>
    )
  return <Look key={look.data.case.id} sheet={look.data} onNext={next} />
}

function Look({ sheet, onNext }: { readonly sheet: CaseSheet; readonly onNext: () => void }) {
  const words = useWords(caseWords)
  const { language } = useLanguage()
  const { message } = App.useApp()
  const problemText = useProblemText()
  const [tab, setTab] = useState('buyer')
  const place = useViewerPlace(sheet)
  const nameOf = useNames(sheet)
  const answer = useMutation({
    mutationFn: (choice: Choice) =>
      ask<ComparedLook>('POST', `/v1/second-looks/${sheet.case.id}`, {
        json: { decision: choice.decision, reasonCode: choice.decision === 'refuse' ? choice.reasonCode : null },
      }),
    onError: (thrown) => message.error(problemText(thrown)),
  })
  useKeys({ n: answer.data ? onNext : undefined, ',': () => place.step(-1), '.': () => place.step(1) })
  return (
    <Flex vertical style={{ height: '100%' }}>
      <Flex wrap gap="4px 12px" align="center" style={{ padding: '8px 16px' }}>
        <Typography.Title level={1} style={{ margin: 0, fontSize: 16 }}>
          {fill(words.secondOf, { order: sheet.case.orderNumber ?? words.noOrder })}
        </Typography.Title>
        <span>{reasonNames[sheet.case.claim.reason][language]}</span>
        <Typography.Text type="secondary">{words.secondHint}</Typography.Text>
      </Flex>
      <CaseBody sheet={sheet} at={place.at} onMove={place.move} tab={tab} onTab={setTab} nameOf={nameOf} isBlind />
      {answer.data ? (
        <Compared compared={answer.data} onNext={onNext} />
      ) : (
        <ChoiceBar sheet={sheet} isSending={answer.isPending} onChoice={(choice) => answer.mutate(choice)} isLook />
      )}
    </Flex>
  )
}

/** How the first person had decided. */
function Compared({ compared: { agrees, first }, onNext }: { readonly compared: ComparedLook; readonly onNext: () => void }) {
  const words = useWords(caseWords)
  const { language } = useLanguage()
  const what = [decisionNames[first.decision][language], first.amountFen === null ? '' : showMoney(first.amountFen)]
    .filter(Boolean)
    .join(' ')
  return (
    <Bar label={words.secondTitle}>
      <Alert
        showIcon
        role="status"
        type={agrees ? 'success' : 'warning'}
        title={fill(agrees ? words.secondAgrees : words.secondDiffers, { name: first.by.name, what })}
      />
      <Button type="primary" aria-keyshortcuts="n" onClick={onNext}>
        {words.secondNext}
      </Button>
      <Link to="/queue">{words.toQueue}</Link>
    </Bar>
  )
}
