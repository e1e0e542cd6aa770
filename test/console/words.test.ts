import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import ts from 'typescript'
import { beforeAll, describe, expect, it } from 'vitest'

const home = path.join(import.meta.dirname, '../../src/console')
let files: string[] = []

beforeAll(async () => {
  const names = await readdir(home, { recursive: true })
  files = names.filter((name) => /\.tsx?$/.test(name) && !name.endsWith('vite.config.ts')).sort()
})

interface Both {
  readonly zh: string
  readonly en: string
}

const isBoth = (value: unknown): value is Both =>
  typeof value === 'object' && value !== null && typeof (value as Both).zh === 'string' && typeof (value as Both).en === 'string'

/** Every pair of words in an exported value, with the names that lead to it. */
function pairsIn(value: unknown, at: string): { at: string; both: Both }[] {
  if (isBoth(value)) return [{ at, both: value }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => pairsIn(inner, `${at}.${name}`))
}

/** A language is called by its own name in every other. */
const ownNames = new Set(['中文', 'English'])
/** What a person reads or hears of an element. */
const spokenAttributes = new Set([
  'title',
  'aria-label',
  'aria-description',
  'placeholder',
  'alt',
  'label',
  'description',
  'tooltip',
  'okText',
  'cancelText',
  'message',
  'extra',
])
const isChinese = (text: string) => /\p{Script=Han}/u.test(text)
const isWord = (text: string) => /\p{L}{2,}/u.test(text) && !ownNames.has(text.trim())

/** Texts that stand in the code of a page instead of its words. */
function looseTexts(name: string, source: string): string[] {
  const tree = ts.createSourceFile(name, source, ts.ScriptTarget.Latest, true, name.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS)
  const found: string[] = []
  const tell = (node: ts.Node, text: string) =>
    found.push(`${name}:${tree.getLineAndCharacterOfPosition(node.getStart()).line + 1} ${text.trim()}`)
  const visit = (node: ts.Node): void => {
    if (ts.isJsxText(node) && isWord(node.text)) tell(node, node.text)
    if (ts.isJsxAttribute(node) && spokenAttributes.has(node.name.getText()) && node.initializer && ts.isStringLiteral(node.initializer)) {
      if (isWord(node.initializer.text)) tell(node, node.initializer.text)
    }
    const isText = ts.isStringLiteralLike(node) || node.kind === ts.SyntaxKind.TemplateHead || node.kind === ts.SyntaxKind.TemplateTail
    if (isText && isChinese(node.getText()) && !isPair(node.parent) && !ownNames.has((node as ts.StringLiteral).text))
      tell(node, node.getText())
    ts.forEachChild(node, visit)
  }
  visit(tree)
  return found
}

/** `zh: '…'` of a pair that has its `en` beside it. */
function isPair(node: ts.Node): boolean {
  if (!ts.isPropertyAssignment(node) || node.name.getText() !== 'zh' || !ts.isObjectLiteralExpression(node.parent)) return false
  return node.parent.properties.some((property) => property.name?.getText() === 'en')
}

describe('the words of the pages', () => {
  it('are said in both languages, with the same values in them', async () => {
    const modules = files.filter((name) => name.endsWith('-words.ts'))
    const loaded = await Promise.all(
      modules.map(async (name) => ({ name, exported: (await import(pathToFileURL(path.join(home, name)).href)) as object })),
    )
    const pairs = loaded.flatMap(({ name, exported }) => pairsIn(exported, name))
    expect(pairs.length).toBeGreaterThan(50)
    const values = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()
    const faults = pairs.flatMap(({ at, both: { zh, en } }) => [
      ...(zh.trim() === '' || en.trim() === '' ? [`${at}: empty`] : []),
      ...(isChinese(en) && !ownNames.has(en) ? [`${at}: Chinese in the English words`] : []),
      ...(/[a-z]{3,} [a-z]{2,} [a-z]{2,}/.test(zh) ? [`${at}: English in the Chinese words`] : []),
      ...(values(zh).join() === values(en).join() ? [] : [`${at}: other values in zh than in en`]),
    ])
    expect(faults).toEqual([])
  })

  it('stand in no other place: no text in the code of a page', async () => {
    const sources = await Promise.all(files.map(async (name) => ({ name, source: await readFile(path.join(home, name), 'utf8') })))
    expect(sources.flatMap(({ name, source }) => looseTexts(name, source))).toEqual([])
  })

  it.each([
    '<p>Hello there</p>',
    '<Button title="Press here" />',
    '<Input placeholder="请输入" />',
    '<p>{isOpen ? "打开" : "关闭"}</p>',
    '<p>{["共", count]}</p>',
  ])('are missed where they are not kept: %s', (code) => {
    expect(looseTexts('page.tsx', `export const Page = () => ${code}`)).not.toEqual([])
  })
})
