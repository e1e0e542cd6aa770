import { readFile } from 'node:fs/promises'
import path from 'node:path'
import pMap from 'p-map'
import type { FiledClaim } from '../../src/client/answers.js'
import type { Client } from '../../src/client/client.js'
import { sampleCase } from '../../test/service/sample-case.js'

/** Sends so many cases with one picture each, the pictures in turn; gives the cases' ids and the claim they make. */
export async function fillQueue(
  client: Client,
  pictures: readonly string[],
  cases: number,
  say: (words: string) => void,
): Promise<{ readonly ids: readonly string[]; readonly claim: FiledClaim }> {
  const { order, claim } = await sampleCase('instant-windows-key-blocked')
  const contents = await Promise.all(pictures.map(async (file) => ({ file, content: new Blob([await readFile(file)]) })))
  const startedMs = performance.now()
  const ids = await pMap(
    Array.from({ length: cases }, (_, at) => at),
    async (at) => {
      const number = `LOAD${at}`
      await client.putOrder({ ...order, order: { ...order.order, number } })
      const { id } = await client.openCase({ claim: { ...claim, orderNumber: number }, reference: null })
      const picture = contents[at % contents.length]
      if (picture) await client.addEvidence(id, [{ fileName: path.basename(picture.file), content: picture.content, as: null }])
      if ((at + 1) % 100 === 0) say(`${at + 1} of ${cases} cases sent`)
      return id
    },
    { concurrency: 8 },
  )
  say(`${cases} cases sent, ${((1000 * cases) / (performance.now() - startedMs)).toFixed(1)} a second`)
  return { ids, claim }
}
