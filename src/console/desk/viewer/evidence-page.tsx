import { useQuery } from '@tanstack/react-query'
import { Flex, Spin, Typography } from 'antd'
import { useEffect, useState } from 'react'
import { useParams } from 'react-router'
import type { CaseSheet } from '../../../client/answers.js'
import { ask } from '../../shared/ask.js'
import { useLanguage, useWords } from '../../shared/language.js'
import { withShortIds } from '../case/case-ids.js'
import { RevealKeys } from '../reveal/revealing.js'
import { Unreachable } from '../unreachable.js'
import { CropPair } from './crop-pair.js'
import { EvidenceViewer } from './evidence-viewer.js'
import type { ViewerPlace } from './viewed.js'
import { viewerWords } from './viewer-words.js'

/** The evidence of a case in a window of its own, opened where the eye should land. */
export function EvidencePage() {
  const { id = '' } = useParams()
  const words = useWords(viewerWords)
  const { language } = useLanguage()
  const { data, error, refetch } = useQuery({
    queryKey: ['sheet', id, language],
    queryFn: ({ signal }) => ask<CaseSheet>('GET', `/v1/cases/${id}/sheet`, { query: { language }, signal }),
  })
  const [at, setAt] = useState<ViewerPlace | null>(null)
  const decisive = data?.decisive ?? null
  useEffect(() => setAt(decisive), [decisive])
  if (error && !data) return <Unreachable error={error} onRetry={() => void refetch()} />
  if (!data) return <Spin style={{ display: 'block', margin: '20vh auto' }} />
  return (
    <RevealKeys>
      <Flex vertical style={{ height: '100%' }}>
        <Typography.Title level={1} className="aside">
          {words.evidence}
        </Typography.Title>
        {data.contradictions.map(({ code, because, sides }) => (
          <details key={code} style={{ padding: '8px 12px' }}>
            <summary>{withShortIds(because)}</summary>
            <CropPair sides={sides} onOpen={setAt} />
          </details>
        ))}
        <EvidenceViewer evidence={data.evidence} at={at ?? { evidenceId: '', frameMs: null, box: null }} onMove={setAt} />
      </Flex>
    </RevealKeys>
  )
}
