import ts from 'typescript'
import { expect, it } from 'vitest'

const root = new URL('../..', import.meta.url).pathname

/** What the compiler says of a shop's program that knows the package by its name alone. */
function complaintsOf(program: string): readonly string[] {
  const file = `${root}examples/shop.ts`
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    target: ts.ScriptTarget.ES2023,
    lib: ['lib.es2023.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
    skipLibCheck: true,
    types: ['node'],
  }
  const host = ts.createCompilerHost(options)
  const { getSourceFile, fileExists } = host
  host.fileExists = (name) => name === file || fileExists(name)
  host.getSourceFile = (name, version) =>
    name === file ? ts.createSourceFile(name, program, version) : getSourceFile.call(host, name, version)
  const diagnostics = ts.getPreEmitDiagnostics(ts.createProgram([file], options, host))
  return diagnostics.map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '))
}

const open = `import { openClient } from 'swiftproof/client'
import type { Case } from 'swiftproof/client/answers'
const client = openClient({ baseUrl: 'http://127.0.0.1:3000', apiKey: 'sp_test_' })
`

it('the published client is typed all through', () => {
  const program = `${open}
const { id }: { readonly id: string } = await client.openCase({
  claim: { orderNumber: 'A1', reason: 'key-invalid', statement: 'no', buyerId: 'b1', submittedAt: new Date().toISOString() },
})
const state: Case['state'] = (await client.getCase(id)).state
const isOver: boolean = state === 'closed'
export { isOver }
`
  expect(complaintsOf(program)).toEqual([])
})

it('the published client takes no reason that is none, and gives no state that is none', () => {
  const program = `${open}
await client.openCase({ claim: { orderNumber: 'A1', reason: 'bad-weather', buyerId: 'b1' } })
export const isOver = (await client.getCase('case_1')).state === 'over'
`
  expect(complaintsOf(program)).toEqual([expect.stringContaining('bad-weather'), expect.stringContaining('no overlap')])
})
