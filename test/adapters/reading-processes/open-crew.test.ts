import { afterEach, describe, expect, it } from 'vitest'
import { openReadingCrew } from '../../../src/adapters/reading-processes/open-crew.js'
import { Fault } from '../../../src/errors.js'
import type { EvidenceReader } from '../../../src/ports/reading.js'

const never = new AbortController().signal
const recording = { maxBytes: 1, maxDurationSeconds: 1, maxPixels: 1, maxFrames: 1 } as never
const file = (name: string, timeoutMs = 60_000) => ({ path: '/none', name, recording, timeoutMs })
let crew: EvidenceReader
const open = (processes = 1) => {
  crew = openReadingCrew({ entry: new URL('./fake-process.mjs', import.meta.url), processes, warm: true, tell: () => undefined })
}

afterEach(async () => {
  await crew.close()
  delete process.env.CANNOT_READ
})

describe('reading processes', () => {
  it('read one file after the other in the same warm process', async () => {
    open()
    const [first, second] = await Promise.all([crew.read(file('a'), never), crew.read(file('b'), never)])
    expect([first.file, second.file]).toEqual(['a', 'b'])
    expect(second.reader).toBe(first.reader)
  })

  it('fail only the file over which one dies, and another takes its place', async () => {
    open()
    const [dead, next] = await Promise.allSettled([crew.read(file('die'), never), crew.read(file('b'), never)])
    expect(dead).toMatchObject({ reason: { code: 'reader-died' } })
    expect(next).toMatchObject({ value: { file: 'b' } })
  })

  it('pass on what is wrong with a file, and live on', async () => {
    open()
    await expect(crew.read(file('damaged'), never)).rejects.toMatchObject({ code: 'picture-damaged', retry: false })
    expect(await crew.read(file('b'), never)).toMatchObject({ file: 'b' })
  })

  it('are ended over their time limit, and when their job is stopped', async () => {
    open()
    await expect(crew.read(file('hang', 50), never)).rejects.toMatchObject({ code: 'reading-timed-out' })
    const stop = new AbortController()
    const reading = crew.read(file('hang'), stop.signal)
    await Promise.all([
      expect(reading).rejects.toMatchObject({ code: 'job-timed-out' }),
      crew.read(file('b'), never),
      setTimeout(() => stop.abort(new Fault('job-timed-out', 'late')), 50),
    ])
  })

  it('say that none can be started, and start again for the next file', async () => {
    process.env.CANNOT_READ = 'yes'
    open()
    await expect(crew.read(file('a'), never)).rejects.toMatchObject({ code: 'reader-unavailable', retry: true })
    delete process.env.CANNOT_READ
    expect(await crew.read(file('b'), never)).toMatchObject({ file: 'b' })
  })
})
