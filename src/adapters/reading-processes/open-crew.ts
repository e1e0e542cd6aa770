import type { Reading } from '../../model/reading.js'
import type { EvidenceReader } from '../../ports/reading.js'
import type { ToReadingProcess } from '../../ports/reading-messages.js'
import { type CrewOptions, openPlaces } from './open-places.js'

/**
 * Reads in processes of their own, kept warm: one that dies or takes too long is replaced, and only its own file has failed.
 * First come, first served: evidence brings no more files at a time than there are processes, so a screening, which somebody
 * waits for, has the first or second place that becomes free, and many screenings do not keep evidence out.
 */
export function openReadingCrew(options: CrewOptions): EvidenceReader {
  const places = openPlaces<ToReadingProcess, Reading>(options)
  return {
    concurrency: options.processes,
    read: ({ path, name, recording, timeoutMs }, signal) => places.ask({ path, name, recording }, { name, timeoutMs }, signal),
    close: async () => places.stop(),
  }
}
