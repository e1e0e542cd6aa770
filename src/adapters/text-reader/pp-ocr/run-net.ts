import { type InferenceSession, Tensor } from 'onnxruntime-node'
import type { NetInput } from './prepare-input.js'

/** Runs a net of one input and one output. Blocks the calling thread. */
export async function runNet(session: InferenceSession, input: NetInput): Promise<{ data: Float32Array; dims: readonly number[] }> {
  const [inputName = ''] = session.inputNames
  const [outputName = ''] = session.outputNames
  const answer = await session.run({ [inputName]: new Tensor('float32', input.planes, [1, 3, input.height, input.width]) })
  const output = answer[outputName]
  if (!(output?.data instanceof Float32Array)) throw new Error('the net gave no numbers')
  return { data: output.data, dims: output.dims }
}
