import { Spin, Tag, Typography, theme } from 'antd'
import { lazy, Suspense } from 'react'
import { Link } from 'react-router'
import type { CaseSheet } from '../../../client/answers.js'
import { useLanguage, useWords } from '../../shared/language.js'
import { fill } from '../../shared/words.js'
import { resultNames, stateNames } from '../names.js'
import { Moment } from '../time-left.js'
import { pictureAddress } from '../viewer/viewed.js'
import { shortCaseId } from './case-ids.js'
import { caseWords } from './case-words.js'
import { Section } from './section.js'

const RingGraph = lazy(() => import('./ring-graph.js').then((module) => ({ default: module.RingGraph })))

type Neighbour = CaseSheet['neighbours'][number]

/** What ties this case to others: the same evidence and values, and the ring around it. */
export function Related({ neighbours, ring }: Pick<CaseSheet, 'neighbours' | 'ring'>) {
  const words = useWords(caseWords)
  const { nodes, edges, isCut } = ring
  return (
    <>
      <Section title={words.neighbours}>
        {neighbours.length === 0 && <Typography.Text type="secondary">{words.noNeighbours}</Typography.Text>}
        {neighbours.map((one) => (
          <NeighbourLine key={`${one.caseId} ${one.what} ${one.evidenceId} ${one.theirEvidenceId}`} one={one} />
        ))}
      </Section>
      {nodes.length > 1 && (
        <Section title={words.ring}>
          <Typography.Text type="secondary">
            {fill(words.ringHint, { nodes: nodes.length, edges: edges.length })} {isCut && words.ringCut}
          </Typography.Text>
          <Suspense fallback={<Spin style={{ display: 'block', margin: 40 }} />}>
            <RingGraph ring={ring} />
          </Suspense>
        </Section>
      )}
    </>
  )
}

function NeighbourLine({ one }: { readonly one: Neighbour }) {
  const words = useWords(caseWords)
  const { language } = useLanguage()
  const { token } = theme.useToken()
  const { caseId, words: said, evidenceId, theirEvidenceId, result, state, buyerId, isSameBuyer, at } = one
  const named = { ...resultNames, ...stateNames } as Readonly<Record<string, { zh: string; en: string }>>
  const pictures = [
    [words.ours, evidenceId],
    [words.theirs, theirEvidenceId],
  ] as const
  return (
    <div style={{ display: 'grid', gap: 4, padding: '8px 0', borderTop: `1px solid ${token.colorBorderSecondary}` }}>
      <div>
        {said}{' '}
        <Link to={`/cases/${caseId}`} style={{ textDecoration: 'underline' }}>
          {words.case} {shortCaseId(caseId)}
        </Link>{' '}
        <Typography.Text type="secondary">
          {named[result ?? state ?? '']?.[language]} {at && <Moment at={at} />}
        </Typography.Text>
      </div>
      <div>
        <Tag color={isSameBuyer ? 'default' : 'error'}>{isSameBuyer ? words.sameBuyer : words.otherBuyer}</Tag>
        <span className="code">{buyerId}</span>
      </div>
      <div style={{ display: 'flex', gap: 8 }}>
        {pictures.map(
          ([name, id]) =>
            id && (
              <figure key={name} style={{ margin: 0 }}>
                <img
                  src={pictureAddress(id, null, 320)}
                  alt={name}
                  loading="lazy"
                  style={{ height: 150, maxWidth: '100%', objectFit: 'contain', border: `1px solid ${token.colorBorderSecondary}` }}
                />
                <figcaption style={{ fontSize: 12, color: token.colorTextSecondary }}>{name}</figcaption>
              </figure>
            ),
        )}
      </div>
    </div>
  )
}
