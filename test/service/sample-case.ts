import { cp, mkdtemp, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { FiledClaim, PushedOrder } from '../../src/client/answers.js'
import type { Client, UploadFile } from '../../src/client/client.js'

/** A case of the fixtures as a shop sends it. */
export interface SampleCase {
  readonly folder: string
  readonly order: PushedOrder
  readonly claim: FiledClaim
  readonly files: readonly UploadFile[]
}

export async function sampleCase(slug: string): Promise<SampleCase> {
  const folder = new URL(`../../fixtures/cases/${slug}`, import.meta.url).pathname
  const { claim, order, buyer, keyStatus, evidence } = JSON.parse(await readFile(path.join(folder, 'case.json'), 'utf8'))
  const files = evidence.map(async ({ file, as }: { file: string; as?: string }) => ({
    fileName: path.basename(file),
    content: new Blob([await readFile(path.join(folder, file))]),
    as: as ?? null,
  }))
  return { folder, order: { order, buyer, keyStatus: keyStatus ?? null }, claim, files: await Promise.all(files) }
}

/** Pushes the order, opens the case and uploads its evidence, where it brings any; gives the case's id. */
export async function sendCase(client: Client, { order, claim, files }: SampleCase): Promise<string> {
  await client.putOrder(order)
  const { id } = await client.openCase({ claim, reference: null })
  if (files.length > 0) await client.addEvidence(id, files)
  return id
}

/** The case's folder once more, judged as of its submission, as a test key's case is. */
export async function folderAsSubmitted({ folder, claim }: SampleCase): Promise<string> {
  const copy = await mkdtemp(path.join(tmpdir(), 'swiftproof-case-'))
  await cp(folder, copy, { recursive: true })
  const file = path.join(copy, 'case.json')
  await writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(file, 'utf8')), now: claim.submittedAt }))
  return copy
}
