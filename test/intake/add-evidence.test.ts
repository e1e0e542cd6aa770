import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addEvidence } from '../../src/intake/add-evidence.js'

describe('addEvidence', () => {
  const root = mkdtempSync(join(tmpdir(), 'swiftproof-'))
  const folder = join(root, 'case')
  beforeAll(() => {
    mkdirSync(join(folder, 'evidence'), { recursive: true })
    writeFileSync(join(folder, 'evidence/1.png'), 'ten bytes!')
    writeFileSync(join(folder, 'evidence/empty.png'), '')
    writeFileSync(join(root, 'secret.txt'), 'secret')
    mkdirSync(join(root, 'case-of-another'))
    writeFileSync(join(root, 'case-of-another/1.png'), 'secret')
    symlinkSync(join(root, 'secret.txt'), join(folder, 'evidence/out.png'))
    symlinkSync(root, join(folder, 'up'))
    symlinkSync('1.png', join(folder, 'evidence/inside.png'))
    execFileSync('mkfifo', [join(folder, 'evidence/pipe.png')])
  })
  afterAll(() => rmSync(root, { recursive: true }))

  const read = async (file: string, maxBytes = 100) => {
    const added = await addEvidence(folder, file, maxBytes)
    return Buffer.from(await added.readAll(maxBytes)).toString()
  }

  it('gives the bytes of a file of the case folder, also through a link that stays inside', async () => {
    expect(await read('evidence/1.png')).toBe('ten bytes!')
    expect(await read('evidence/inside.png')).toBe('ten bytes!')
    expect(await read('evidence/empty.png')).toBe('')
  })

  it.each(['evidence/out.png', 'up/secret.txt', '../secret.txt', '../case-of-another/1.png'])(
    'never reads %s, outside the folder',
    async (file) => {
      await expect(read(file)).rejects.toMatchObject({ code: 'file-not-found' })
    },
  )

  it.each(['evidence/pipe.png', 'evidence', 'evidence/none.png', 'evidence/1.png/x', `evidence/${'x'.repeat(300)}`, 'a\u0000b'])(
    'says that %s is no file, and never waits for it',
    async (file) => {
      await expect(read(file)).rejects.toMatchObject({ code: 'file-not-found' })
    },
  )

  it('refuses a file over the limit and takes one that just fits', async () => {
    expect(await read('evidence/1.png', 10)).toBe('ten bytes!')
    await expect(read('evidence/1.png', 9)).rejects.toMatchObject({ code: 'file-too-large' })
  })

  it('holds no more than the head of a large file, and reads all of it only when asked', async () => {
    const bytes = Buffer.alloc(3_000_000, 'swift')
    writeFileSync(join(folder, 'evidence/long.mp4'), bytes)
    const added = await addEvidence(folder, 'evidence/long.mp4', bytes.length)
    expect(added).toMatchObject({ name: 'evidence/long.mp4', bytes: bytes.length, path: join(realpathSync(folder), 'evidence/long.mp4') })
    expect(Buffer.from(added.head).equals(bytes.subarray(0, 65_536))).toBe(true)
    expect(Buffer.from(await added.readAll(bytes.length)).equals(bytes)).toBe(true)
    await expect(added.readAll(bytes.length - 1)).rejects.toMatchObject({ code: 'file-too-large' })
  })

  it('refuses a file that grew over the limit after it was looked at', async () => {
    writeFileSync(join(folder, 'evidence/grows.png'), 'ten bytes!')
    const added = await addEvidence(folder, 'evidence/grows.png', 10)
    appendFileSync(join(folder, 'evidence/grows.png'), '!')
    await expect(added.readAll(10)).rejects.toMatchObject({ code: 'file-too-large' })
  })

  it('never reads a link or another file that was put in its place meanwhile', async () => {
    writeFileSync(join(folder, 'evidence/swapped.png'), 'ten bytes!')
    const added = await addEvidence(folder, 'evidence/swapped.png', 100)
    renameSync(join(folder, 'evidence/swapped.png'), join(folder, 'evidence/old.png'))
    symlinkSync(join(root, 'secret.txt'), join(folder, 'evidence/swapped.png'))
    await expect(added.readAll(100)).rejects.toMatchObject({ code: 'file-not-found' })
    rmSync(join(folder, 'evidence/swapped.png'))
    writeFileSync(join(folder, 'evidence/swapped.png'), 'another')
    await expect(added.readAll(100)).rejects.toMatchObject({ code: 'file-not-found' })
  })

  it('says so when the case folder itself is not there', async () => {
    await expect(addEvidence(join(root, 'none'), '1.png', 10)).rejects.toMatchObject({ code: 'file-not-found' })
  })
})
