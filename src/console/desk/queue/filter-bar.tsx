import { ClearOutlined, CloseCircleFilled, FilterOutlined, SearchOutlined } from '@ant-design/icons'
import { Button, Flex, Input, InputNumber, type InputRef, Segmented, Select, Space } from 'antd'
import { type RefObject, useEffect, useState } from 'react'
import type { QueueCounts, QueueFilter } from '../../../client/answers.js'
import { useLanguage, useWords } from '../../shared/language.js'
import { fill } from '../../shared/words.js'
import { useLeftWhenClosed } from '../keys/use-left-when-closed.js'
import { needsNames, outcomeNames, reasonNames } from '../names.js'
import { useIsNarrow } from '../use-is-narrow.js'
import { queueWords } from './queue-words.js'
import { useColleagues } from './use-queue.js'

type Change = (part: Readonly<Partial<Record<keyof QueueFilter, unknown>>>) => void

interface FilterBarProps {
  readonly filter: QueueFilter
  readonly change: Change
  readonly counts: QueueCounts | undefined
  readonly searchBox: RefObject<InputRef | null>
}

/** What of the queue is shown. */
export function FilterBar({ filter, change, counts, searchBox }: FilterBarProps) {
  const words = useWords(queueWords)
  const isNarrow = useIsNarrow()
  const [isOpen, setOpen] = useState(false)
  return (
    <Flex wrap gap={8} align="center">
      <div style={{ maxWidth: '100%', overflowX: 'auto' }}>
        <Kinds filter={filter} change={change} counts={counts} />
      </div>
      <SearchBox kept={filter.search} change={change} searchBox={searchBox} />
      {isNarrow && (
        <Button icon={<FilterOutlined aria-hidden />} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {words.more}
        </Button>
      )}
      {(!isNarrow || isOpen) && <MoreFilters filter={filter} change={change} />}
      {Object.keys(filter).length > 0 && (
        <Button icon={<ClearOutlined aria-hidden />} onClick={() => change(nothing)}>
          {words.clear}
        </Button>
      )}
    </Flex>
  )
}

function MoreFilters({ filter, change }: Pick<FilterBarProps, 'filter' | 'change'>) {
  const words = useWords(queueWords)
  const { language } = useLanguage()
  const colleagues = useColleagues().data?.items ?? []
  return (
    <>
      <Choice label={words.reason} value={filter.reason} onChoose={(reason) => change({ reason })} options={named(reasonNames, language)} />
      <Choice
        label={words.outcome}
        value={filter.outcome}
        onChoose={(outcome) => change({ outcome })}
        options={named(outcomeNames, language)}
      />
      <Choice
        label={words.assignee}
        value={filter.assignee}
        onChoose={(assignee) => change({ assignee })}
        options={[
          { value: 'me', label: words.me },
          { value: 'nobody', label: words.nobody },
          ...colleagues.map(({ id, name }) => ({ value: id, label: name })),
        ]}
      />
      <Space.Compact>
        <Yuan label={words.amountFrom} fen={filter.amountFromFen} onFen={(amountFromFen) => change({ amountFromFen })} />
        <Yuan label={words.amountUntil} fen={filter.amountUntilFen} onFen={(amountUntilFen) => change({ amountUntilFen })} />
      </Space.Compact>
    </>
  )
}

interface ChoiceProps {
  readonly label: string
  readonly value: string | undefined
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly onChoose: (value: string | null) => void
}

function Choice({ label, value, options, onChoose }: ChoiceProps) {
  const words = useWords(queueWords)
  return (
    <Select
      {...useLeftWhenClosed()}
      allowClear={{ clearIcon: <CloseCircleFilled aria-hidden />, label: fill(words.clearOne, { name: label }) }}
      aria-label={label}
      placeholder={label}
      style={{ minWidth: 120 }}
      value={value ?? null}
      onChange={(chosen: string | null | undefined) => onChoose(chosen ?? null)}
      options={[...options]}
    />
  )
}

const nothing = {
  state: null,
  needs: null,
  reason: null,
  outcome: null,
  merchantId: null,
  amountFromFen: null,
  amountUntilFen: null,
  assignee: null,
  overdue: null,
  search: null,
}

function Kinds({ filter, change, counts }: Omit<FilterBarProps, 'searchBox'>) {
  const words = useWords(queueWords)
  const { language } = useLanguage()
  const kinds = [
    { value: 'all', label: words.all, count: counts && counts.inReview + counts.appealReview + counts.secondSignature },
    { value: 'review', label: needsNames.review[language], count: counts?.inReview },
    { value: 'appeal', label: needsNames.appeal[language], count: counts?.appealReview },
    { value: 'second-signature', label: needsNames['second-signature'][language], count: counts?.secondSignature },
    { value: 'overdue', label: words.overdue, count: counts?.overdue },
    { value: 'me', label: words.mine, count: counts?.mine },
  ]
  const value = filter.overdue ? 'overdue' : filter.assignee === 'me' ? 'me' : (filter.needs ?? 'all')
  return (
    <Segmented
      aria-label={words.columnNeeds}
      value={value}
      options={kinds.map(({ value, label, count }) => ({
        value,
        label: (
          <span>
            {label} <span className="figures">{count ?? ''}</span>
          </span>
        ),
      }))}
      onChange={(kind) =>
        change({
          needs: kind === 'review' || kind === 'appeal' || kind === 'second-signature' ? kind : null,
          overdue: kind === 'overdue' ? true : null,
          assignee: kind === 'me' ? 'me' : filter.assignee === 'me' ? null : (filter.assignee ?? null),
        })
      }
    />
  )
}

/** Asks while somebody types, a moment after the last letter. */
function SearchBox({
  kept,
  change,
  searchBox,
}: { readonly kept: string | undefined; readonly change: Change } & Pick<FilterBarProps, 'searchBox'>) {
  const words = useWords(queueWords)
  const [typed, setTyped] = useState(kept ?? '')
  useEffect(() => setTyped(kept ?? ''), [kept])
  useEffect(() => {
    if (typed.trim() === (kept ?? '')) return
    const timer = setTimeout(() => change({ search: typed.trim() }), 250)
    return () => clearTimeout(timer)
  }, [typed, kept, change])
  return (
    <Input
      ref={searchBox}
      allowClear={{ clearIcon: <CloseCircleFilled aria-label={fill(words.clearOne, { name: words.search })} /> }}
      type="search"
      prefix={<SearchOutlined aria-hidden />}
      aria-label={words.search}
      aria-keyshortcuts="/"
      placeholder={words.search}
      value={typed}
      maxLength={100}
      onChange={({ target }) => setTyped(target.value)}
      onKeyDown={({ key, currentTarget }) => key === 'Escape' && currentTarget.blur()}
      style={{ width: 230 }}
    />
  )
}

interface YuanProps {
  readonly label: string
  readonly fen: number | undefined
  readonly onFen: (fen: number | null) => void
}

function Yuan({ label, fen, onFen }: YuanProps) {
  return (
    <InputNumber<number>
      aria-label={label}
      placeholder={label}
      prefix="¥"
      min={0}
      controls={false}
      value={fen === undefined ? null : fen / 100}
      onChange={(yuan) => onFen(yuan === null ? null : Math.round(yuan * 100))}
      style={{ width: 118 }}
    />
  )
}

function named<Of extends string>(names: Readonly<Record<Of, { readonly zh: string; readonly en: string }>>, language: 'zh' | 'en') {
  return (Object.keys(names) as Of[]).map((value) => ({ value, label: names[value][language] }))
}
