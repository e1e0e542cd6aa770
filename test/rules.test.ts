import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

/** A line of the table at the end of docs/rules.md. */
interface RuleLine {
  readonly number: string
  readonly words: string
  readonly decidedIn: string
  readonly tests: readonly { readonly file: string; readonly name: string }[]
  /** What of it is not built. */
  readonly notYet: string | null
}

const page = readFileSync('docs/rules.md', 'utf8')
const [text = '', table = ''] = page.split('\n## Where each rule is decided and tested\n')
const numbers = [...text.matchAll(/\*\*(\d+\.\d+)\*\* /g)].map(([, number = '']) => number)
const lines = table
  .split('\n')
  .filter((line) => /^\| \d/.test(line))
  .map(readLine)
const named = namedTests()

describe('the rules', () => {
  it('have a number each, counted up within their section', () => {
    const counted = new Map<string, number>()
    const expected = numbers.map((number) => {
      const section = number.split('.')[0] ?? ''
      counted.set(section, (counted.get(section) ?? 0) + 1)
      return `${section}.${counted.get(section)}`
    })
    expect(numbers).toEqual(expected)
    const sections = [...text.matchAll(/^## (\d+)\. /gm)].map(([, section = '']) => section)
    expect([...counted.keys()]).toEqual(sections)
  })

  it('stand in the table, every one and no other, in their order', () => {
    expect(lines.map(({ number }) => number)).toEqual(numbers)
    expect(lines.filter(({ words }) => words.trim() === '')).toEqual([])
  })

  it.each(lines)('$number is decided in a file that is there, or the table says that it is not built', ({ decidedIn, notYet, tests }) => {
    if (decidedIn === 'nowhere') expect({ notYet, tests }).toEqual({ notYet: expect.stringMatching(/\w/), tests: [] })
    else expect(existsSync(targetOf(decidedIn)), decidedIn).toBe(true)
  })

  it.each(lines)('$number is named by each test that the table gives for it', ({ number, decidedIn, tests }) => {
    for (const { file, name } of tests) {
      expect(named.get(file) ?? [], file).toContain(name)
      expect(rulesOf(name), name).toContain(number)
    }
    if (decidedIn !== 'nowhere') expect(tests.length).toBeGreaterThan(0)
  })

  it('are named by no test that the table leaves out', () => {
    const told = new Set(lines.flatMap(({ number, tests }) => tests.map(({ file, name }) => `${number} ${file} ${name}`)))
    const inTests = [...named].flatMap(([file, names]) =>
      names.flatMap((name) => rulesOf(name).map((number) => `${number} ${file} ${name}`)),
    )
    expect(inTests.filter((one) => !told.has(one))).toEqual([])
  })
})

function readLine(line: string): RuleLine {
  const [number = '', words = '', decidedIn = '', last = ''] = line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())
  const parts = last.split('<br>')
  const notYet = parts.find((part) => part.startsWith('not yet: ')) ?? null
  const tests = parts.filter((part) => part !== notYet).map((part) => readTest(part))
  return { number, words, decidedIn, tests, notYet: notYet?.slice('not yet: '.length) ?? null }
}

function readTest(part: string): RuleLine['tests'][number] {
  const [, link = '', name = ''] = /^(\[.+?\]\(.+?\)): (.+)$/.exec(part) ?? []
  return { file: targetOf(link), name }
}

/** Where a link leads, from the root; it must show the file it leads to. */
function targetOf(link: string): string {
  const [, shown = '', target = ''] = /^\[(.+)\]\((.+)\)$/.exec(link) ?? []
  expect(path.normalize(path.join('docs', target)), link).toBe(shown)
  return shown
}

/** The rules that a test's name begins with: `rules 2.3, 4.1: …`. */
function rulesOf(name: string): readonly string[] {
  return /^rules (\d+\.\d+(?:, \d+\.\d+)*): /.exec(name)?.[1]?.split(', ') ?? []
}

/** The names that begin with `rules `, by file: what `it` is called with, or the `name` of a row of `it.each`. */
function namedTests(): ReadonlyMap<string, readonly string[]> {
  const files = readdirSync('test', { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'))
  return new Map(
    files.flatMap((file) => {
      const content = readFileSync(path.join('test', file), 'utf8')
      if (!/['"`]rules \d/.test(content)) return []
      return [[path.join('test', file), namesIn(ts.createSourceFile(file, content, ts.ScriptTarget.Latest, true))] as const]
    }),
  )
}

function namesIn(source: ts.SourceFile): readonly string[] {
  const names: string[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) && node.text.startsWith('rules ') && namesTest(node)) names.push(node.text)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return names
}

function namesTest({ parent, text: name }: ts.StringLiteralLike): boolean {
  if (ts.isPropertyAssignment(parent)) return parent.name.getText() === 'name'
  return (
    ts.isCallExpression(parent) && /^it\b/.test(parent.expression.getText()) && (parent.arguments[0] as { text?: string }).text === name
  )
}
