import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { keepFrames } from '../../src/commands/keep-frames.js'
import type { PickedScreen } from '../../src/read/picked-screen.js'
import { activationRecording } from '../builders/activation-recording.js'
import { piece } from '../builders/examined.js'
import { runSwiftproof } from './program.js'

const options = { reveal: false, language: 'zh' } as const
const newFolder = () => mkdtempSync(path.join(tmpdir(), 'swiftproof-'))

function picked(index: number, frameMs: number, colour: number | null): PickedScreen {
  const picture = colour === null ? null : { widthPx: 108, heightPx: 234, rgb: new Uint8Array(108 * 234 * 3).fill(colour) }
  return { index, frameMs, untilMs: frameMs + 1000, sameAs: colour === null ? 0 : null, pictureMs: frameMs, heightPx: 234, picture }
}

describe('keepFrames', () => {
  it('writes each distinct screen whole under its number and time, and a contact sheet at the end', async () => {
    const folder = path.join(newFolder(), 'made', 'for it')
    const keeper = (await keepFrames(folder, ['evidence/clip.mp4'], options))(0)
    await keeper.onScreen(picked(0, 0, 200))
    await keeper.onScreen(picked(1, 9300, 90))
    await keeper.onScreen(picked(2, 119_960, 30))
    await keeper.onScreen(picked(3, 121_000, null))
    await keeper.finish(activationRecording())
    expect(readdirSync(folder).sort()).toEqual([
      'clip-01-0000.0s.jpg',
      'clip-02-0009.3s.jpg',
      'clip-03-0120.0s.jpg',
      'clip-contact-sheet.jpg',
    ])
    const frame = path.join(folder, 'clip-02-0009.3s.jpg')
    expect(await sharp(frame).metadata()).toMatchObject({ format: 'jpeg', width: 108, height: 234 })
    const { channels } = await sharp(frame).stats()
    expect(Math.round(channels[0]?.mean ?? 0)).toBe(90)
  })

  it('keeps the pictures of all files of a run apart, whatever they are called', async () => {
    const folder = newFolder()
    const files = ['a/clip.mp4', 'b/clip.mov', 'b/CLIP.mkv', 'clip~2.mp4', '../..', '.mp4', '激活 录屏/\n?.webm', `${'长'.repeat(300)}.mp4`]
    const keeperOf = await keepFrames(folder, files, options)
    for (const [place] of files.entries()) await keeperOf(place).onScreen(picked(0, 0, place))
    const names = readdirSync(folder)
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(files.length)
    for (const name of names) expect(name).toMatch(/^[\p{L}\p{N}_~][\p{L}\p{N}._~-]*-01-0000\.0s\.jpg$/u)
    expect(names).toContain('clip-01-0000.0s.jpg')
  })

  it('replaces a picture of the same name, a link itself and not what it points at', async () => {
    const folder = newFolder()
    const elsewhere = path.join(newFolder(), 'elsewhere.jpg')
    writeFileSync(elsewhere, 'not ours')
    writeFileSync(path.join(folder, 'clip-01-0000.0s.jpg'), 'old')
    symlinkSync(elsewhere, path.join(folder, 'clip-02-0001.0s.jpg'))
    const keeper = (await keepFrames(folder, ['clip.mp4'], options))(0)
    await keeper.onScreen(picked(0, 0, 10))
    await keeper.onScreen(picked(1, 1000, 10))
    expect(readFileSync(elsewhere, 'utf8')).toBe('not ours')
    for (const name of readdirSync(folder)) expect((await sharp(path.join(folder, name)).metadata()).format).toBe('jpeg')
  })

  it('leaves nothing behind when a picture cannot be put in its place, and names the fault', async () => {
    const folder = newFolder()
    mkdirSync(path.join(folder, 'clip-01-0000.0s.jpg'))
    const keeper = (await keepFrames(folder, ['clip.mp4'], options))(0)
    await expect(keeper.onScreen(picked(0, 0, 10))).rejects.toMatchObject({ code: 'output-unwritable' })
    expect(readdirSync(folder)).toEqual(['clip-01-0000.0s.jpg'])
  })

  it('leaves nothing for a still', async () => {
    const folder = newFolder()
    const keeper = (await keepFrames(folder, ['1.png'], options))(0)
    await keeper.finish(piece('1.png', null, ['订单详情']))
    expect(readdirSync(folder)).toEqual([])
  })

  it('refuses a folder that cannot be written before anything is read', async () => {
    const file = path.join(newFolder(), 'file')
    writeFileSync(file, '')
    const { code, stdout, stderr } = await runSwiftproof('read', '--frames', path.join(file, 'frames'), 'no-such-clip.mp4')
    expect(code).toBe(1)
    expect(stdout).toBe('')
    expect(stderr).toMatch(/^output-unwritable /)
    expect(existsSync(path.join(file, 'frames'))).toBe(false)
  })
})
