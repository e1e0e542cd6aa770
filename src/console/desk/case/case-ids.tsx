import { Fragment } from 'react'
import { Link } from 'react-router'

/** As the service makes them: `case_` and a ULID in small letters. */
const caseIds = /case_[0-9a-z]{26}/g

/** How a case is called where its whole id would only take room. */
export function shortCaseId(caseId: string): string {
  return `…${caseId.slice(-6)}`
}

/** A sentence whose case ids are shortened, for where nothing in it can be followed. */
export function withShortIds(text: string): string {
  return text.replace(caseIds, shortCaseId)
}

/** A sentence in which each case that it names is shortened and leads to that case. */
export function WithCaseLinks({ text }: { readonly text: string }) {
  const ids = text.match(caseIds) ?? []
  return text.split(caseIds).map((part, at) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one sentence never move
    <Fragment key={at}>
      {part}
      {ids[at] && <CaseLink caseId={ids[at]} />}
    </Fragment>
  ))
}

/** The cases that a sentence names, each once, to be followed. */
export function NamedCases({ text, label }: { readonly text: string; readonly label: string }) {
  return [...new Set(text.match(caseIds))].map((caseId) => (
    <Fragment key={caseId}>
      {' '}
      <CaseLink caseId={caseId} label={label} />
    </Fragment>
  ))
}

function CaseLink({ caseId, label }: { readonly caseId: string; readonly label?: string }) {
  // A link that stands by itself is large enough to be hit; one within a sentence is as high as its line.
  const style = label
    ? ({ whiteSpace: 'nowrap', display: 'inline-block', lineHeight: '24px' } as const)
    : ({ whiteSpace: 'nowrap' } as const)
  return (
    <Link to={`/cases/${caseId}`} className="code" style={style}>
      {[label, shortCaseId(caseId)].filter(Boolean).join(' ')}
    </Link>
  )
}
