import type { EvidenceKind } from '../model/evidence.js'
import type { Examined } from '../model/examined.js'
import type { Reading } from '../model/reading.js'
import { classifyEvidence } from './classify-evidence.js'
import { classifyRecording } from './classify-recording.js'
import { extractFields } from './extract-fields.js'
import { findChallengeCode } from './find-challenge-code.js'
import { findPhrases } from './find-phrases.js'
import { tellRecording } from './tell-recording.js'
import { tellStory } from './tell-story.js'

/** Names what `examineEvidence` makes of a reading and `trimExamined` measures on it: raised with every change of either, so that facts kept before are drawn anew. */
export const extractionVersion = '3'

/** What a reading contains and what the piece is and shows, from the reading alone: no order is known here. */
export function examineEvidence(reading: Reading, as: EvidenceKind | null = null, uploadedAt: string | null = null): Examined {
  const fields = extractFields(reading)
  const phrases = findPhrases(reading)
  const piece = { file: reading.file, as, uploadedAt, reading, fields, phrases }
  if (reading.media === 'image') {
    return { ...piece, ...classifyEvidence(reading, fields, phrases), screens: [], facts: [], story: [], challengeCode: null }
  }
  const classified = classifyRecording(reading, fields, phrases)
  const facts = tellRecording(reading, fields, phrases, classified.screens)
  const story = tellStory(reading, classified.screens, facts)
  return { ...piece, ...classified, facts, story, challengeCode: findChallengeCode(reading) }
}
