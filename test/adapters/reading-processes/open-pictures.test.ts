import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openPictures } from '../../../src/adapters/reading-processes/open-pictures.js'

const keptMs = 60_000
let parent: string
const open = () =>
  openPictures({
    entry: new URL('./fake-drawing-process.mjs', import.meta.url),
    processes: 2,
    folder: path.join(parent, 'pictures'),
    maxBytes: 1_000_000,
    keptMs,
    tell: () => undefined,
  })
const picture = (contentKey: string, widthPx: number) =>
  ({ contentKey, name: 'a', recording: { maxDurationSeconds: 60 }, screen: 0, covered: [], crop: null, widthPx }) as never

beforeEach(async () => {
  parent = await mkdtemp(path.join(tmpdir(), 'swiftproof-pictures-'))
})
afterEach(async () => {
  delete process.env.NEVER_READY
  await rm(parent, { recursive: true, force: true, maxRetries: 5 })
})

describe('pictures for people', () => {
  it('close while recordings are gone through and many wait for their screens, and nothing stays behind', async () => {
    const pictures = await open()
    // Of two contents, each with a row of others behind it: every one begins in the moment in which the one before fails.
    const draws = Array.from({ length: 60 }, (_, at) => pictures.draw(picture(`content-${at % 2}`, at), (work) => work('/none')))
    const ended = Promise.allSettled(draws)
    await expect.poll(() => readdir(parent, { recursive: true })).toContainEqual(expect.stringContaining('screen-'))
    await pictures.close()
    expect((await ended).map((one) => one.status === 'rejected' && one.reason.code)).toEqual(draws.map(() => 'reader-unavailable'))
    expect(await readdir(path.join(parent, 'pictures'))).toEqual([])
  })

  it('do not outlive a process that was killed: the next one removes what nobody touches any more', async () => {
    const lies = async (name: string, ageMs: number) => {
      const at = path.join(parent, 'pictures', name)
      await mkdir(path.join(at, 'content'), { recursive: true })
      await writeFile(path.join(at, 'content', 'screen-0.jpg'), 'screen')
      await utimes(at, new Date(), new Date(Date.now() - ageMs))
    }
    await lies('1000000001', 3 * keptMs)
    await lies('1000000002', keptMs)
    const pictures = await open()
    expect(await readdir(path.join(parent, 'pictures'))).toEqual(['1000000002'])
    await pictures.close()
  })

  it('close while a process is still starting that will never be ready', async () => {
    process.env.NEVER_READY = 'yes'
    const pictures = await open()
    const drawn = expect(pictures.draw(picture('content', 100), (work) => work('/none'))).rejects.toMatchObject({
      code: 'reader-unavailable',
    })
    await new Promise((resolve) => setTimeout(resolve, 100))
    await pictures.close()
    await drawn
    await expect.poll(() => process.getActiveResourcesInfo()).not.toContain('ProcessWrap')
  })
})
