import { RollbackOutlined } from '@ant-design/icons'
import { Alert, App, Button, Flex, Spin, Typography } from 'antd'
import { useEffect, useLayoutEffect, useState } from 'react'
import { useNavigate, useParams } from 'react-router'
import type { CaseSheet } from '../../../client/answers.js'
import { useLanguage, useWords } from '../../shared/language.js'
import { showMoney } from '../../shared/show-time.js'
import { fill } from '../../shared/words.js'
import { KeyHelp } from '../keys/key-help.js'
import { KeyName } from '../keys/key-name.js'
import { useKeys } from '../keys/use-keys.js'
import { decisionNames, stateNames } from '../names.js'
import { useProblemText } from '../problem-text.js'
import { filterAddress, useFilter } from '../queue/use-filter.js'
import { useLikelyNext } from '../queue/use-queue.js'
import { useMe } from '../session.js'
import { Unreachable } from '../unreachable.js'
import { useLive } from '../use-live.js'
import type { ViewerPlace } from '../viewer/viewed.js'
import { Barred } from './barred.js'
import { CaseBody } from './case-body.js'
import { CaseHead } from './case-head.js'
import { caseWords } from './case-words.js'
import { Bar, DecisionBar, SignatureBar, SignUntil } from './decision-bar.js'
import { JustDecided, useUndo } from './just-decided.js'
import { LeaseNotice } from './lease-notice.js'
import { markAsked, measureOpened } from './measure-opening.js'
import { noteFieldId } from './notes.js'
import { type LeaseState, useLease } from './use-lease.js'
import { usePrefetchCase, useSheet } from './use-sheet.js'

/** A case as a reviewer decides it. */
export function CasePage() {
  const { id = '' } = useParams()
  const words = useWords(caseWords)
  const sheet = useSheet(id)
  if (sheet.data) return <OpenCase key={id} sheet={sheet.data} isStale={sheet.isError} />
  if (sheet.error) return <Unreachable error={sheet.error} onRetry={() => void sheet.refetch()} />
  return <Spin description={words.loading} style={{ display: 'block', margin: '20vh auto' }} />
}

function OpenCase({ sheet, isStale }: { readonly sheet: CaseSheet; readonly isStale: boolean }) {
  const words = useWords(caseWords)
  const { id } = sheet.case
  const [filter] = useFilter()
  const back = `/queue${filterAddress(filter)}`
  const navigate = useNavigate()
  const [isHelpOpen, setHelpOpen] = useState(false)
  const [tab, setTab] = useState('buyer')
  const place = useViewerPlace(sheet)
  const road = useRoad(sheet)
  const lease = useLease(id, road === 'decide' || road === 'sign')
  const [writing, setWriting] = useState<RoadName | null>(null)
  const { message } = App.useApp()
  const nameOf = useNames(sheet)
  useLive({
    queue: [['queue-first']],
    ofCase: {
      caseId: id,
      keys: [
        ['sheet', id],
        ['notes', id],
      ],
    },
  })
  const passed = useNextFetched(filter, id)
  const passBy = () => {
    if (passed === null) return void message.info(words.queueDone)
    markAsked()
    void navigate(`/cases/${passed}${filterAddress(filter)}`)
  }
  useLayoutEffect(() => measureOpened(id), [id])
  useKeys({
    Escape: () => void navigate(back, { state: { caseId: id } }),
    n: passBy,
    m: () => {
      setTab('notes')
      setTimeout(() => document.getElementById(noteFieldId)?.focus(), 50)
    },
    ',': () => place.step(-1),
    '.': () => place.step(1),
    '?': () => setHelpOpen(true),
  })
  return (
    <Flex vertical style={{ height: '100%' }}>
      <CaseHead sheet={sheet} lease={lease} back={back} onHelp={() => setHelpOpen(true)} />
      {isStale && <Alert banner type="warning" title={words.stale} />}
      <LeaseNotice lease={lease} />
      <CaseBody sheet={sheet} at={place.at} onMove={place.move} tab={tab} onTab={setTab} nameOf={nameOf} />
      <JustDecided />
      <Barred value={useBarred(road, sheet, lease)}>
        <Road road={writing ?? road} sheet={sheet} lease={lease} onWriting={(isWriting) => setWriting(isWriting ? road : null)} />
      </Barred>
      <KeyHelp isOpen={isHelpOpen} onClose={() => setHelpOpen(false)} lines={useKeyLines(road)} />
    </Flex>
  )
}

/** What the one who looks may do with the case. */
type RoadName = 'decide' | 'sign' | 'undo' | 'pending' | 'none' | 'look'

function useRoad({ case: { state, pendingDecision } }: CaseSheet): RoadName {
  const me = useMe()
  if (!me?.scopes.includes('cases:decide') || !me.person) return 'look'
  if (pendingDecision?.needsSecond) return pendingDecision.by.id === me.person.id ? 'undo' : 'sign'
  if (pendingDecision) return [pendingDecision.by.id, pendingDecision.signedBy?.id].includes(me.person.id) ? 'undo' : 'pending'
  return state === 'in-review' || state === 'appeal-review' ? 'decide' : 'none'
}

interface RoadProps {
  /** Of the case now, or as it was when the dialog was opened in which somebody writes. */
  readonly road: RoadName
  readonly sheet: CaseSheet
  readonly lease: LeaseState
  readonly onWriting: (isWriting: boolean) => void
}

function Road({ road, sheet, lease, onWriting }: RoadProps) {
  const words = useWords(caseWords)
  const { language } = useLanguage()
  const [filter] = useFilter()
  if (road === 'undo' || road === 'pending') return <Pending sheet={sheet} mayUndo={road === 'undo'} />
  if (road === 'look' || road === 'none')
    return (
      <Bar label={words.decide}>
        <Typography.Text type="secondary">
          {road === 'look' ? words.mayNotDecide : fill(words.notWaiting, { state: stateNames[sheet.case.state][language] })}
        </Typography.Text>
      </Bar>
    )
  if (lease.is === 'taken' || (lease.is === 'failed' && !lease.wasMine)) return null
  const ChosenBar = road === 'sign' ? SignatureBar : DecisionBar
  return <ChosenBar sheet={sheet} filter={filter} onWriting={onWriting} />
}

/** Why who has the case before it cannot decide it now, in words; null: it can. */
function useBarred(road: RoadName, { case: { state, pendingDecision } }: CaseSheet, lease: LeaseState): string | null {
  const words = useWords(caseWords)
  const { language } = useLanguage()
  const problemText = useProblemText()
  if (lease.is === 'lost' || lease.is === 'taken') return fill(words.lostTo, { name: lease.name })
  if (lease.is === 'failed') return fill(words.leaseFailed, { problem: problemText(lease.problem) })
  if (road === 'decide' || road === 'sign') return null
  if (pendingDecision)
    return fill(words.pendingBy, { name: pendingDecision.by.name, what: decisionNames[pendingDecision.decision][language] })
  return fill(words.notWaiting, { state: stateNames[state][language] })
}

/** A decision that was made and is not carried out yet. */
function Pending({ sheet, mayUndo }: { readonly sheet: CaseSheet; readonly mayUndo: boolean }) {
  const words = useWords(caseWords)
  const { language } = useLanguage()
  const { id, pendingDecision: pending } = sheet.case
  const undo = useUndo(id)
  useKeys({ u: mayUndo && !undo.isPending ? () => undo.mutate() : undefined })
  if (!pending) return null
  const what = [decisionNames[pending.decision][language], pending.amountFen === null ? '' : showMoney(pending.amountFen)]
    .filter(Boolean)
    .join(' ')
  return (
    <Bar label={words.decide}>
      <Typography.Text>{fill(pending.needsSecond ? words.pendingSign : words.pendingBy, { name: pending.by.name, what })}</Typography.Text>
      {pending.needsSecond && <SignUntil at={pending.signUntil} />}
      {mayUndo && (
        <Button icon={<RollbackOutlined aria-hidden />} aria-keyshortcuts="u" loading={undo.isPending} onClick={() => undo.mutate()}>
          {words.undo} <KeyName name="U" />
        </Button>
      )}
    </Bar>
  )
}

/** Where the viewer looks: at the decisive place first. */
export function useViewerPlace({ decisive, evidence }: CaseSheet) {
  const [at, move] = useState<ViewerPlace>(decisive ?? { evidenceId: evidence[0]?.id ?? '', frameMs: null, box: null })
  const step = (by: number) => {
    const next = evidence[evidence.findIndex(({ id }) => id === at.evidenceId) + by]
    if (next) move({ evidenceId: next.id, frameMs: null, box: null })
  }
  return { at, move, step }
}

/** What who acted in a case is called: people by their names, an API key as the platform's own system, a link as the buyer who has it. */
export function useNames({ people }: CaseSheet): (id: string) => string {
  const words = useWords(caseWords)
  const names = new Map(people.map(({ id, name }) => [id, name]))
  return (id) => names.get(id) ?? (id.startsWith('key_') ? words.byKey : id.startsWith('lnk_') ? words.buyer : id)
}

/** What likely comes next is fetched while this case is looked at; gives the one that comes when it is passed by. */
function useNextFetched(filter: Parameters<typeof useLikelyNext>[0], id: string): string | null {
  const { decided, passed } = useLikelyNext(filter, id)
  const prefetch = usePrefetchCase()
  useEffect(() => {
    if (decided) prefetch(decided)
    if (passed && passed !== decided) prefetch(passed)
  }, [decided, passed, prefetch])
  return passed
}

function useKeyLines(road: RoadName) {
  const words = useWords(caseWords)
  const ofRoad =
    road === 'sign'
      ? [
          { keys: ['S'], does: words.sign },
          { keys: ['D'], does: words.disagree },
        ]
      : [
          { keys: ['1'], does: words.payFull },
          { keys: ['2'], does: words.payPart },
          { keys: ['3'], does: words.refuse },
          { keys: ['4'], does: words.ask },
        ]
  return [
    ...ofRoad,
    { keys: ['U'], does: words.undo },
    { keys: ['N'], does: words.keyNext },
    { keys: [',', '.'], does: words.keyEvidence },
    { keys: ['M'], does: words.keyNote },
    { keys: ['Esc'], does: words.keyBack },
    { keys: ['?'], does: words.keyHelp },
  ]
}
