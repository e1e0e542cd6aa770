import { Histogram, type Registry } from 'prom-client'
import type { EvidenceReader } from '../ports/reading.js'

/** The reader, measuring how long each file takes, its wait for a process included. One for a registry. */
export function timeReadings(reader: EvidenceReader, registry: Registry): EvidenceReader {
  const durations = new Histogram({
    name: 'reading_duration_seconds',
    help: 'From the request to the reading or its fault',
    labelNames: ['result'],
    buckets: [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300],
    registers: [registry],
  })
  return {
    concurrency: reader.concurrency,
    close: () => reader.close(),
    read: async (file, signal) => {
      const end = durations.startTimer()
      try {
        const reading = await reader.read(file, signal)
        end({ result: 'read' })
        return reading
      } catch (fault) {
        end({ result: 'failed' })
        throw fault
      }
    },
  }
}
