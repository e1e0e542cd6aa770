import type { CaseSheet } from '../../src/client/answers.js'

type Evidence = CaseSheet['evidence'][number]

const screens = 40
/** On the first screen alone. */
export const boxCount = 2000

const at = '2026-11-20T14:40:00+08:00'
const fields = 40

const reading: NonNullable<Evidence['reading']> = {
  media: 'recording',
  width: 1080,
  height: 2340,
  durationMs: screens * 1000,
  kind: 'activation-recording',
  kindConfidence: 1,
  shows: 'failure',
  quality: [],
  lines: Array.from({ length: boxCount - fields }, (_, i) => ({
    text: `文字 ${i}`,
    confidence: 0.98,
    box: [20 + (i % 20) * 52, 20 + Math.floor(i / 20) * 23, 46, 18] as const,
    frameMs: 0,
    untilMs: 1000,
  })),
  fields: Array.from({ length: fields }, (_, i) => ({
    ...{ type: 'error-code', role: null, label: null, value: `0xC004C${i}`, text: `0xC004C${i}`, confidence: 0.9, line: i, meaning: null },
    box: [40 + (i % 5) * 200, 60 + Math.floor(i / 5) * 280, 160, 30] as const,
    frameMs: 0,
    untilMs: 1000,
  })),
  frames: Array.from({ length: screens }, (_, index) => ({
    ...{ index, frameMs: index * 1000, untilMs: (index + 1) * 1000, sameAs: null, heightPx: 2340 },
  })),
  events: Array.from({ length: screens }, (_, i) => ({
    atMs: i * 1000,
    untilMs: i * 1000,
    what: 'step',
    screen: i,
    words: `第 ${i} 步。`,
  })),
  challengeCode: null,
}

const piece: Evidence = {
  ...{ id: 'ev_1', caseId: 'case_1', fileName: 'a.mp4', as: null, sha256: '0'.repeat(64), bytes: 1, side: 'buyer', state: 'read' },
  ...{ fault: null, createdAt: at, reading, challenge: null, advice: [] },
}

/** What the viewer's page looks at, of a sheet with a large recording. */
export const sheet = {
  case: { id: 'case_1' },
  decisive: { evidenceId: 'ev_1', frameMs: 0, box: null, because: '' },
  contradictions: [],
  evidence: [piece],
} satisfies { readonly case: Pick<CaseSheet['case'], 'id'> } & Pick<CaseSheet, 'decisive' | 'contradictions' | 'evidence'>
