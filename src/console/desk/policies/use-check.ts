import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { LineCounter, parseDocument } from 'yaml'
import type { CheckedPolicy } from '../../../client/answers.js'
import { ask } from '../../shared/ask.js'
import { wordYaml } from './word-yaml.js'
import { noSettingsWords, yamlWords } from './yaml-words.js'

/** What is wrong, and in which line of the text; null where the text has none for it. */
interface PlacedProblem {
  readonly line: number | null
  readonly at: string
  readonly words: { readonly zh: string; readonly en: string }
}

export interface Check {
  readonly problems: readonly PlacedProblem[]
  readonly changes: CheckedPolicy['changes']
  /** The text as it is now was looked at. */
  readonly isCurrent: boolean
  /** Why the service could not look at it; null where it did. */
  readonly failure: unknown
}

const pauseMs = 300

/** Checks a policy's YAML whenever its writer pauses: its syntax here, its settings by the service. */
export function useCheck(text: string): Check {
  const [settled, setSettled] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), pauseMs)
    return () => clearTimeout(timer)
  }, [text])
  const parsed = useMemo(() => parse(settled), [settled])
  const checked = useQuery({
    queryKey: ['policy-check', settled],
    queryFn: () => ask<CheckedPolicy>('POST', '/v1/policies/check', { json: { policy: parsed.policy } }),
    enabled: parsed.problems.length === 0,
    staleTime: 10_000,
    gcTime: 10_000,
  })
  const failure = parsed.problems.length > 0 ? null : checked.error
  const isCurrent = settled === text && !checked.isFetching && (parsed.problems.length > 0 || checked.data !== undefined)
  if (parsed.problems.length > 0) return { problems: parsed.problems, changes: [], isCurrent, failure }
  const problems = (checked.data?.problems ?? []).map(({ at, words }) => ({ at, words, line: parsed.lineOf(at) }))
  return { problems, changes: checked.data?.changes ?? [], isCurrent, failure }
}

interface Parsed {
  readonly policy: Record<string, unknown> | null
  readonly problems: readonly PlacedProblem[]
  readonly lineOf: (at: string) => number | null
}

function parse(text: string): Parsed {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines })
  const problems = document.errors.map(({ code, message, linePos }) => ({
    at: '',
    line: linePos?.[0].line ?? null,
    words: wordYaml(code, message),
  }))
  const lineOf = (at: string) => {
    // Of what is not there, the line of what it should be in.
    for (let keys = at.split('.'); keys.length > 0; keys = keys.slice(0, -1)) {
      const node = document.getIn(keys, true) as { range?: readonly number[] | null } | undefined
      if (node?.range) return lines.linePos(node.range[0] ?? 0).line
    }
    return null
  }
  if (problems.length > 0) return { policy: null, problems, lineOf }
  const wrong = (words: PlacedProblem['words']) => ({ policy: null, problems: [{ at: '', line: null, words }], lineOf })
  let policy: unknown
  try {
    policy = document.toJS()
  } catch {
    return wrong(yamlWords.BAD_ALIAS)
  }
  if (policy !== null && (typeof policy !== 'object' || Array.isArray(policy))) return wrong(noSettingsWords)
  return { policy: policy as Record<string, unknown> | null, problems, lineOf }
}
