import { Alert, Flex, Tag, Typography, theme } from 'antd'
import type { CaseSheet } from '../../../client/answers.js'
import { useLanguage, useWords } from '../../shared/language.js'
import { fill } from '../../shared/words.js'
import { outcomeNames, reasonNames, resultNames, ruleNames } from '../names.js'
import { RevealKeys } from '../reveal/revealing.js'
import { useIsNarrow } from '../use-is-narrow.js'
import { EvidenceViewer } from '../viewer/evidence-viewer.js'
import type { ViewerPlace } from '../viewer/viewed.js'
import { AuditTrail } from './audit-trail.js'
import { BuyerFacts } from './buyer-facts.js'
import { CaseTabs } from './case-tabs.js'
import { caseWords } from './case-words.js'
import { Comparison } from './comparison.js'
import { Contradictions } from './contradictions.js'
import { MerchantFacts } from './merchant-facts.js'
import { Notes } from './notes.js'
import { OrderFacts } from './order-facts.js'
import { Related } from './related.js'
import { Section } from './section.js'
import { Timeline } from './timeline.js'
import { Confidence, Waterfall } from './waterfall.js'

export interface CaseBodyProps {
  readonly sheet: CaseSheet
  readonly at: ViewerPlace
  readonly onMove: (at: ViewerPlace) => void
  readonly tab: string
  readonly onTab: (tab: string) => void
  readonly nameOf: (id: string) => string
  /** Of a second look: what could tell the first decision is not shown. */
  readonly isBlind?: boolean
}

/** The evidence on one side, everything that is known on the other; below each other where it is narrow. */
export function CaseBody(props: CaseBodyProps) {
  return (
    <RevealKeys>
      <Body {...props} />
    </RevealKeys>
  )
}

function Body(props: CaseBodyProps) {
  const { sheet, at, onMove } = props
  const words = useWords(caseWords)
  const isNarrow = useIsNarrow()
  if (sheet.evidence.length === 0)
    return (
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys
      <section aria-label={words.case} tabIndex={0} style={{ flex: 1, minHeight: 0, overflow: 'auto', outlineOffset: -2 }}>
        <div style={{ maxWidth: 900, margin: '0 auto' }}>
          <Alert type="info" showIcon title={words.noEvidence} style={{ marginBottom: 8 }} />
          <Facts {...props} />
        </div>
      </section>
    )
  const viewer = <EvidenceViewer evidence={sheet.evidence} at={at} onMove={onMove} />
  if (isNarrow)
    return (
      <div style={{ flex: 1, minHeight: 0, overflow: 'auto' }}>
        <section aria-label={words.evidence} style={{ height: '62vh', minHeight: 360, display: 'flex' }}>
          {viewer}
        </section>
        <Facts {...props} />
      </div>
    )
  return (
    <div
      style={{
        flex: 1,
        minHeight: 0,
        display: 'grid',
        gridTemplateColumns: 'minmax(0, 1.2fr) minmax(420px, 1fr)',
        gap: 8,
        padding: '0 8px',
      }}
    >
      <section aria-label={words.evidence} style={{ minHeight: 0, minWidth: 0, display: 'flex' }}>
        {viewer}
      </section>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keys */}
      <section aria-label={words.case} tabIndex={0} style={{ minHeight: 0, overflow: 'auto', outlineOffset: -2 }}>
        <Facts {...props} />
      </section>
    </div>
  )
}

function Facts({ sheet, onMove, tab, onTab, nameOf, isBlind = false }: CaseBodyProps) {
  const words = useWords(caseWords)
  const { contradictions, comparison, waterfall, order, timeline, audit } = sheet
  const { token } = theme.useToken()
  const tabs = [
    { key: 'buyer', label: words.buyer, children: <BuyerFacts buyer={sheet.buyer} caseId={sheet.case.id} /> },
    {
      key: 'related',
      label: sheet.neighbours.length > 0 ? `${words.related} ${sheet.neighbours.length}` : words.related,
      children: <Related neighbours={sheet.neighbours} ring={sheet.ring} />,
    },
    { key: 'merchant', label: words.merchant, children: <MerchantFacts merchant={sheet.merchant} /> },
    { key: 'timeline', label: words.timeline, children: <Timeline moves={timeline} nameOf={nameOf} /> },
    ...(isBlind ? [] : [{ key: 'notes', label: words.notes, children: <Notes caseId={sheet.case.id} /> }]),
    ...(audit
      ? [{ key: 'audit', label: words.audit, children: <AuditTrail entries={audit} evidence={sheet.evidence} nameOf={nameOf} /> }]
      : []),
  ]
  return (
    <Flex vertical gap={8} style={{ paddingBottom: 8 }}>
      <Verdict sheet={sheet} />
      {contradictions.length > 0 && (
        <Section title={`${words.contradictions} ${contradictions.length}`}>
          <Contradictions items={contradictions} onShow={onMove} />
        </Section>
      )}
      <Section title={words.comparison}>
        <Comparison rows={comparison} onShow={onMove} />
      </Section>
      {waterfall && (
        <Section title={words.why}>
          <Waterfall fall={waterfall} onShow={onMove} />
        </Section>
      )}
      {order && (
        <Section title={words.order}>
          <OrderFacts order={order} />
        </Section>
      )}
      <div style={{ background: token.colorBgContainer, borderRadius: 6, padding: '0 14px 10px' }}>
        <CaseTabs label={words.case} tabs={tabs} chosen={tab} onChoose={onTab} />
      </div>
    </Flex>
  )
}

/** What is claimed, what came of it, and what the machine makes of it: its advice, unless the result is its own. */
function Verdict({ sheet: { case: row } }: { readonly sheet: CaseSheet }) {
  const words = useWords(caseWords)
  const { language } = useLanguage()
  const { verdict, claim } = row
  const isOfMachine = row.result !== null && row.firstDecider === 'machine'
  const rule = verdict && (ruleNames as Readonly<Record<string, { zh: string; en: string }>>)[verdict.rule]?.[language]
  return (
    <Section title={fill(words.claimFor, { reason: reasonNames[claim.reason][language] })}>
      <Typography.Paragraph style={{ margin: '0 0 8px', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {claim.statement || <Typography.Text type="secondary">{words.noStatement}</Typography.Text>}
      </Typography.Paragraph>
      {verdict ? (
        <Flex gap={8} wrap align="center">
          <CameTo row={row} />
          <Tag color="processing" style={{ margin: 0 }}>
            {fill(isOfMachine ? words.conclusion : words.advice, { outcome: outcomeNames[verdict.outcome][language] })}
          </Tag>
          <span>{fill(words.rule, { rule: rule ?? verdict.rule })}</span>
          <Confidence confidence={verdict.confidence} />
        </Flex>
      ) : (
        <Typography.Text type="secondary">{words.noVerdict}</Typography.Text>
      )}
      {verdict && verdict.completeness.missing.length > 0 && (
        <div style={{ marginTop: 6 }}>
          <Typography.Text type="secondary">{words.missing}</Typography.Text>
          <ul style={{ margin: 0, paddingInlineStart: 20 }}>
            {verdict.completeness.missing.map(({ link, ask }) => (
              <li key={link}>{ask}</li>
            ))}
          </ul>
        </div>
      )}
    </Section>
  )
}

/** The result as it stands, and that a person gave it where one did; nothing while there is none. */
function CameTo({ row: { result, firstDecider } }: { readonly row: CaseSheet['case'] }) {
  const words = useWords(caseWords)
  const { language } = useLanguage()
  if (result === null) return null
  const isDecided = result === 'paid' || result === 'refused'
  const isOfPerson = isDecided && firstDecider !== null && firstDecider !== 'machine'
  return (
    <Tag color={result === 'paid' ? 'success' : 'default'} style={{ margin: 0 }}>
      {fill(isOfPerson ? words.cameToByPerson : words.cameTo, { result: resultNames[result][language] })}
    </Tag>
  )
}
