import type { CaseMoveName, CaseState } from './case-life.js'

/** Who makes a move. */
type Mover = 'machine' | 'buyer' | 'merchant' | 'either-side' | 'reviewer' | 'channel' | 'clock'

interface CaseMoveRule {
  readonly by: Mover
  /** From each state it is allowed in: where it can lead. A state that leads to itself takes note of it. */
  readonly leads: Readonly<Partial<Record<CaseState, readonly CaseState[]>>>
}

const led = ['needs-evidence', 'merchant-window', 'arbitration', 'in-review', 'on-hold', 'paying', 'appealable'] as const
/** Of what others state as a fact, note is taken in every state. */
const noted = {
  open: ['open'],
  'needs-evidence': ['needs-evidence'],
  'merchant-window': ['merchant-window'],
  arbitration: ['arbitration'],
  'in-review': ['in-review'],
  'on-hold': ['on-hold'],
  paying: ['paying'],
  appealable: ['appealable'],
  'appeal-review': ['appeal-review'],
  closed: ['closed'],
} as const satisfies CaseMoveRule['leads']
const { paying: _paying, closed: _closed, ...unpaid } = noted

/** The table of moves (rules.md sections 1-7): what it does not hold is refused. */
export const caseMoves: Readonly<Record<CaseMoveName, CaseMoveRule>> = {
  judged: {
    by: 'machine',
    leads: {
      ...noted,
      open: led,
      'needs-evidence': led,
      'merchant-window': led,
      'in-review': led,
      'on-hold': ['on-hold', 'appealable'],
      appealable: led,
    },
  },
  'evidence-added': {
    by: 'either-side',
    leads: {
      ...unpaid,
      'needs-evidence': ['needs-evidence', 'open', 'in-review', 'appeal-review'],
      appealable: ['appealable', 'open', 'in-review'],
    },
  },
  'merchant-answered': { by: 'merchant', leads: { 'merchant-window': ['open', 'arbitration'], arbitration: ['in-review'] } },
  rested: { by: 'either-side', leads: { arbitration: ['arbitration', 'in-review'] } },
  'person-asked': {
    by: 'buyer',
    leads: {
      'needs-evidence': ['in-review', 'appeal-review'],
      'merchant-window': ['in-review'],
      'on-hold': ['in-review', 'appeal-review'],
      'in-review': ['in-review'],
      appealable: ['in-review'],
    },
  },
  taken: { by: 'reviewer', leads: { 'in-review': ['in-review'], 'appeal-review': ['appeal-review'] } },
  decided: {
    by: 'reviewer',
    leads: {
      'in-review': ['paying', 'appealable', 'needs-evidence'],
      'appeal-review': ['paying', 'closed', 'needs-evidence'],
    },
  },
  appealed: { by: 'buyer', leads: { appealable: ['appeal-review'] } },
  withdrawn: {
    by: 'buyer',
    leads: Object.fromEntries(Object.keys(unpaid).map((state) => [state, ['closed']])),
  },
  'dispute-opened': {
    by: 'channel',
    leads: {
      ...noted,
      open: ['on-hold'],
      'needs-evidence': ['on-hold'],
      'merchant-window': ['on-hold'],
      arbitration: ['on-hold'],
      'in-review': ['on-hold'],
      'appeal-review': ['on-hold'],
    },
  },
  'dispute-ended': { by: 'channel', leads: { ...noted, 'on-hold': ['open', 'in-review', 'appeal-review'] } },
  'refund-succeeded': { by: 'channel', leads: { ...noted, paying: ['paying', 'appealable', 'closed'] } },
  'refund-failed': { by: 'channel', leads: { ...noted, paying: ['in-review', 'on-hold', 'appeal-review'] } },
  'refund-held': { by: 'machine', leads: { ...noted, paying: ['in-review', 'on-hold', 'appeal-review'] } },
  'deadline-near': { by: 'clock', leads: noted },
  'deadline-passed': {
    by: 'clock',
    leads: {
      'needs-evidence': ['appealable', 'appeal-review'],
      'merchant-window': ['open'],
      arbitration: ['in-review'],
      'in-review': ['in-review'],
      'on-hold': ['in-review', 'appeal-review'],
      paying: ['paying'],
      appealable: ['closed'],
      'appeal-review': ['appeal-review'],
    },
  },
}
