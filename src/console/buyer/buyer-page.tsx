import { Suspense, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import type { BuyerCase } from '../../client/answers.js'
import { useDark } from '../shared/dark.js'
import { useLanguage, useWords } from '../shared/language.js'
import { showMoney, showTime } from '../shared/show-time.js'
import { fill } from '../shared/words.js'
import { type ActionName, Actions } from './actions.js'
import { buyerWords } from './buyer-words.js'
import { ActionSheet, fetchTheRest, UploadRow } from './later.js'
import { NeedCard } from './need-card.js'
import { PickButton } from './pick-button.js'
import { PieceCard } from './piece-card.js'
import { StatusCard } from './status-card.js'
import { Timeline } from './timeline.js'
import { addFiles, clearArrived, type Upload, uploads } from './uploads.js'
import { type HeardCase, useCase } from './use-case.js'

/** The buyer's page of one case. */
export function BuyerPage() {
  const words = useWords(buyerWords)
  const { language } = useLanguage()
  const { isDark } = useDark()
  const heard = useCase(language)
  useEffect(() => {
    document.documentElement.dataset.prefersColorScheme = isDark ? 'dark' : 'light'
    document.documentElement.style.colorScheme = isDark ? 'dark' : 'light'
  }, [isDark])
  useEffect(() => {
    document.title = `${heard.now ? `${heard.now.title} · ` : ''}${words.pageTitle}`
  }, [heard.now, words])
  useEffect(fetchTheRest, [])
  const { problem, now } = heard
  if (problem === 'link-invalid') return <Notice title={words.overTitle} text={words.overText} />
  if (problem === 'not-found') return <Notice title={words.unknownTitle} text={words.unknownText} />
  return (
    <>
      <Head />
      <main>
        {problem && <TroubleBar heard={heard} />}
        {now ? <CaseBody seen={now} heard={heard} /> : !problem && <p className="card">{words.loading}</p>}
      </main>
    </>
  )
}

function CaseBody({ seen, heard }: { readonly seen: BuyerCase; readonly heard: HeardCase }) {
  const { order } = seen
  const [acting, setActing] = useState<ActionName | null>(null)
  const words = useWords(buyerWords)
  const { language } = useLanguage()
  return (
    <>
      <p className="order">
        {order ? (
          <>
            <strong>{order.productName}</strong>
            <span className="figures">
              {[`${words.order} ${order.number}`, `${words.paid} ${showMoney(order.amountFen)}`, seen.reasonWords].map((part) => (
                <span key={part}>{part}</span>
              ))}
            </span>
          </>
        ) : (
          <strong>{seen.reasonWords}</strong>
        )}
      </p>
      <StatusCard seen={seen} aheadMs={heard.aheadMs} />
      <Needs seen={seen} onSay={() => setActing('say')} />
      <Pieces seen={seen} refresh={heard.refresh} />
      <Actions seen={seen} onChoose={setActing} />
      <Suspense>{acting && <ActionSheet name={acting} seen={seen} act={heard.act} onClose={() => setActing(null)} />}</Suspense>
      <Timeline moves={seen.timeline} />
      <p className="quiet foot">{fill(words.privacy, { time: showTime(seen.linkExpiresAt, language) })}</p>
      <div role="status" className="aside">
        {[
          seen.title,
          ...seen.pieces.slice(-1).map(({ fileName, advice }) => `${fileName}: ${advice.map(({ what }) => what).join(' ')}`),
        ].join('。')}
      </div>
    </>
  )
}

/** While something can still be sent, or is missing. */
function Needs({ seen, onSay }: { readonly seen: BuyerCase; readonly onSay: () => void }) {
  const words = useWords(buyerWords)
  if (
    !seen.may.upload ||
    (seen.needs.length === 0 && seen.state !== 'needs-evidence' && seen.pieces.length === 0 && !seen.may.appealNeedsEvidence)
  )
    return null
  const isDone = seen.needs.length > 0 && seen.needs.every(({ isGiven }) => isGiven)
  return (
    <section className="card" aria-labelledby="needs-title">
      <h2 id="needs-title">{isDone ? words.needsDone : words.needsTitle}</h2>
      <ul className="needs">
        {seen.needs.map((need) => (
          <NeedCard key={need.link} need={need} seen={seen} onSay={onSay} />
        ))}
      </ul>
      <h3>{words.moreTitle}</h3>
      <div className="picks">
        <PickButton label={words.gallery} accept="image/*" isMultiple onPick={(files) => addFiles(files, 'file')} />
        <PickButton label={words.camera} accept="image/*" fromCamera onPick={(files) => addFiles(files, 'file')} />
        <PickButton label={words.recording} accept="video/*" onPick={(files) => addFiles(files, 'file')} />
      </div>
    </section>
  )
}

function Pieces({ seen, refresh }: { readonly seen: BuyerCase; readonly refresh: HeardCase['refresh'] }) {
  const words = useWords(buyerWords)
  const known = useSyncExternalStore(uploads.subscribe, uploads.get)
  const under = known.filter((upload) => !hasArrived(upload, seen.pieces))
  useEffect(() => clearArrived(new Set(seen.pieces.map(({ id }) => id))), [seen.pieces])
  // Where its progress and the answer will stand.
  const section = useRef<HTMLElement>(null)
  const before = useRef(under.length)
  useEffect(() => {
    if (under.length > before.current) section.current?.scrollIntoView()
    before.current = under.length
  }, [under.length])
  // At once, not when the service next looks for news.
  const arrived = known.filter(({ state }) => state === 'done').length
  useEffect(() => {
    if (arrived > 0) void refresh()
  }, [arrived, refresh])
  return (
    <section ref={section} className="card" aria-labelledby="pieces-title">
      <h2 id="pieces-title">{words.piecesTitle}</h2>
      {seen.pieces.length + under.length === 0 && <p className="quiet">{words.noPieces}</p>}
      <ul className="pieces">
        {under.toReversed().map((upload) => (
          <Suspense key={upload.key} fallback={<li className="piece">{upload.fileName}</li>}>
            <UploadRow upload={upload} />
          </Suspense>
        ))}
        {seen.pieces.toReversed().map((piece) => (
          <PieceCard key={piece.id} piece={piece} />
        ))}
      </ul>
    </section>
  )
}

/** The service may tell of a piece before it has answered who sent it: nothing stands there twice. */
function hasArrived({ evidenceId, fileName, sent, bytes, state }: Upload, pieces: BuyerCase['pieces']): boolean {
  if (evidenceId !== null) return pieces.some(({ id }) => id === evidenceId)
  return state === 'sending' && sent >= bytes && pieces.some((piece) => piece.fileName === fileName && piece.state === 'waiting')
}

function Head() {
  const words = useWords(buyerWords)
  const { language, choose: chooseLanguage } = useLanguage()
  const { isDark, choose: chooseLook } = useDark()
  return (
    <header>
      <span className="brand">{words.pageTitle}</span>
      <button
        type="button"
        className="plain"
        lang={language === 'zh' ? 'en' : 'zh-CN'}
        onClick={() => chooseLanguage(language === 'zh' ? 'en' : 'zh')}
      >
        {words.switchLanguage}
      </button>
      <button type="button" className="plain" onClick={() => chooseLook(isDark ? 'light' : 'dark')}>
        {isDark ? words.toLight : words.toDark}
      </button>
    </header>
  )
}

function TroubleBar({ heard }: { readonly heard: HeardCase }) {
  const words = useWords(buyerWords)
  return (
    <div role="alert" className="trouble">
      <span>{heard.problem === 'offline' ? words.offline : words.trouble}</span>
      <button type="button" className="button" onClick={() => void heard.refresh()}>
        {words.retry}
      </button>
    </div>
  )
}

function Notice({ title, text }: { readonly title: string; readonly text: string }) {
  return (
    <>
      <Head />
      <main>
        <section className="card status" data-tone="hint">
          <h1>{title}</h1>
          <p>{text}</p>
        </section>
      </main>
    </>
  )
}
