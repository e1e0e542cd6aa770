import type { Reading } from '../model/reading.js'
import type { EvidenceFile } from '../ports.js'
import type { EvidenceTools } from './evidence-tools.js'
import { defaultReadLimits, type ReadLimits } from './read-limits.js'
import { readRecording } from './read-recording.js'
import { readStill } from './read-still.js'
import type { ReadWatch } from './read-watch.js'
import { sniffFormat } from './sniff-format.js'

/**
 * Everything one piece of evidence tells, as facts, without an opinion; `watch` follows a recording.
 * Throws a named fault for whatever cannot be read: too large, too long, unknown, refused, damaged, too slow.
 */
export async function readEvidence(
  file: EvidenceFile,
  tools: EvidenceTools,
  limits: ReadLimits = defaultReadLimits,
  watch?: ReadWatch,
): Promise<Reading> {
  const sniffed = await sniffFormat(file, limits)
  if (sniffed.media === 'image') return readStill({ ...sniffed, name: file.name }, tools.reader, limits)
  return readRecording(file, sniffed.format, tools, limits.recording, watch)
}
