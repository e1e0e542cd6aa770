import { QuestionCircleOutlined, StepForwardOutlined } from '@ant-design/icons'
import { useMutation } from '@tanstack/react-query'
import { Alert, App, Button, Empty, Flex, type InputRef, Spin, Typography } from 'antd'
import { useCallback, useEffect, useRef, useState } from 'react'
import { Link, useLocation, useNavigate } from 'react-router'
import type { QueueFilter } from '../../../client/answers.js'
import { ask } from '../../shared/ask.js'
import { useLanguage, useWords } from '../../shared/language.js'
import { showTime } from '../../shared/show-time.js'
import { fill } from '../../shared/words.js'
import { JustDecided } from '../case/just-decided.js'
import { markAsked } from '../case/measure-opening.js'
import { usePrefetchCase } from '../case/use-sheet.js'
import { KeyHelp } from '../keys/key-help.js'
import { KeyName } from '../keys/key-name.js'
import { useKeys } from '../keys/use-keys.js'
import { useProblemText } from '../problem-text.js'
import { useMe } from '../session.js'
import { Unreachable } from '../unreachable.js'
import { useLive } from '../use-live.js'
import { FilterBar } from './filter-bar.js'
import { Mentions } from './mentions.js'
import { QueueTable } from './queue-table.js'
import { queueWords } from './queue-words.js'
import { SavedViews } from './saved-views.js'
import { filterAddress, useFilter } from './use-filter.js'
import { takeNext, useCounts, useQueue, useRefreshQueue } from './use-queue.js'

/** Everything that waits for a person, in the order of its turn. */
export function QueuePage() {
  const words = useWords(queueWords)
  const { language } = useLanguage()
  const navigate = useNavigate()
  const { message } = App.useApp()
  const problemText = useProblemText()
  const [filter, change] = useFilter()
  const search = filterAddress(filter)
  const myId = useMe()?.person?.id
  const queue = useQueue(filter)
  const counts = useCounts().data
  const searchBox = useRef<InputRef>(null)
  const [isHelpOpen, setHelpOpen] = useState(false)
  const prefetch = usePrefetchCase()
  const refresh = useRefreshQueue()
  const { lines } = queue
  const { selected, select } = useSelected(lines.map(({ id }) => id))
  const keyLines = useKeyLines()
  // The first case opens as fast as those after it.
  useEffect(() => void import('../case/case-page.js'), [])
  useLive({ queue: queue.isLong ? [['queue-counts']] : [['queue'], ['queue-counts']] })
  const addressOf = useCallback(({ id }: { readonly id: string }) => `/cases/${id}${search}`, [search])
  const open = (id: string) => {
    markAsked()
    void navigate(addressOf({ id }))
  }
  const next = useMutation({
    mutationFn: () => takeNext(filter),
    onSuccess: (line) => (line ? open(line.id) : message.info(words.nothingWaits)),
    onError: (thrown) => message.error(problemText(thrown)),
  })
  const assign = useMutation({
    mutationFn: (id: string) => ask('PUT', `/v1/cases/${id}/assignee`, { json: { personId: myId } }),
    onSuccess: refresh,
    onError: (thrown) => message.error(problemText(thrown)),
  })
  const step = (by: number) => {
    const id = select(by)
    if (id) prefetch(id)
  }
  useKeys({
    j: () => step(1),
    ArrowDown: () => step(1),
    k: () => step(-1),
    ArrowUp: () => step(-1),
    Enter: selected ? () => open(selected) : undefined,
    n: () => {
      markAsked()
      next.mutate()
    },
    a: selected ? () => assign.mutate(selected) : undefined,
    '/': () => searchBox.current?.focus(),
    '?': () => setHelpOpen(true),
  })
  if (queue.error && lines.length === 0) return <Unreachable error={queue.error} onRetry={() => void queue.refetch()} />
  return (
    <Flex vertical style={{ height: '100%' }}>
      <Flex vertical gap={8} style={{ padding: '10px 16px' }}>
        <Flex gap={8} align="center" wrap>
          <Typography.Title level={1} className="queue-title">
            {words.title}
          </Typography.Title>
          <Mentions count={counts?.mentions ?? 0} />
          <Link to="/second-look">
            {words.secondLook} <span className="figures">{counts?.secondLooks ?? ''}</span>
          </Link>
          <SavedViews filter={filter} />
          <span className="queue-gap" />
          <Button
            className="for-keys"
            icon={<QuestionCircleOutlined aria-hidden />}
            aria-label={words.keyHelp}
            aria-keyshortcuts="?"
            onClick={() => setHelpOpen(true)}
          />
          <Button
            type="primary"
            icon={<StepForwardOutlined aria-hidden />}
            aria-keyshortcuts="n"
            loading={next.isPending}
            onClick={() => next.mutate()}
          >
            {words.takeNext} <KeyName name="N" isOnPrimary />
          </Button>
        </Flex>
        <FilterBar filter={filter} change={change} counts={counts} searchBox={searchBox} />
        {queue.isError && (
          <Alert
            type="warning"
            showIcon
            title={fill(words.stale, { time: showTime(new Date(queue.dataUpdatedAt).toISOString(), language) })}
          />
        )}
      </Flex>
      {queue.isPending ? (
        <Spin style={{ margin: '15vh auto' }} />
      ) : lines.length === 0 ? (
        <NothingWaits filter={filter} />
      ) : (
        <QueueTable
          lines={lines}
          selected={selected}
          myId={myId}
          addressOf={addressOf}
          onPoint={prefetch}
          onEnd={() => queue.hasNextPage && !queue.isFetchingNextPage && void queue.fetchNextPage()}
          isLoadingMore={queue.isFetchingNextPage}
        />
      )}
      <JustDecided />
      <KeyHelp isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} lines={keyLines} />
    </Flex>
  )
}

function NothingWaits({ filter }: { readonly filter: QueueFilter }) {
  const words = useWords(queueWords)
  const isFiltered = Object.keys(filter).length > 0
  return (
    <Empty
      image={Empty.PRESENTED_IMAGE_SIMPLE}
      style={{ margin: '12vh auto' }}
      description={
        <>
          <div>{isFiltered ? words.emptyFiltered : words.empty}</div>
          {!isFiltered && <Typography.Text type="secondary">{words.emptyHint}</Typography.Text>}
        </>
      }
    />
  )
}

/** The row that the keys are on; kept while one looks at a case and comes back. */
function useSelected(ids: readonly string[]) {
  const { state } = useLocation() as { state: { readonly caseId?: string } | null }
  const [selected, setSelected] = useState<string | null>(state?.caseId ?? null)
  const known = selected !== null && ids.includes(selected) ? selected : null
  return {
    selected: known,
    select: (by: number): string | undefined => {
      const at = known === null ? (by > 0 ? 0 : ids.length - 1) : ids.indexOf(known) + by
      const id = ids[Math.min(Math.max(at, 0), ids.length - 1)]
      if (id) setSelected(id)
      return id
    },
  }
}

function useKeyLines() {
  const words = useWords(queueWords)
  return [
    { keys: ['J', '↓'], does: words.keyDown },
    { keys: ['K', '↑'], does: words.keyUp },
    { keys: ['Enter'], does: words.keyOpen },
    { keys: ['N'], does: words.keyNext },
    { keys: ['A'], does: words.keyAssign },
    { keys: ['/'], does: words.keySearch },
    { keys: ['?'], does: words.keyHelp },
  ]
}
