interface FaultKind {
  /** HTTP status that says the same. */
  readonly status: number
  readonly title: string
  /** Whether the same work may succeed when tried again. */
  readonly retry: boolean
}

/** Every fault there is: what went wrong around us, never a doubt about a case (that is a `Signal`). */
const faults = {
  'file-not-found': { status: 404, title: 'there is no such file', retry: false },
  'file-empty': { status: 422, title: 'the file is empty', retry: false },
  'file-too-large': { status: 413, title: 'the file is larger than allowed', retry: false },
  'format-unknown': { status: 415, title: 'the content is no known picture or recording', retry: false },
  'format-refused': { status: 415, title: 'this format is not accepted', retry: false },
  'picture-too-large': { status: 413, title: 'the picture has more pixels than allowed', retry: false },
  'picture-damaged': { status: 422, title: 'the picture is damaged or cut off', retry: false },
  'recording-damaged': { status: 422, title: 'the recording is damaged or holds no picture', retry: false },
  'recording-too-large': { status: 413, title: 'the recording has more pixels or frames than allowed', retry: false },
  'recording-too-long': { status: 413, title: 'the recording is longer than allowed', retry: false },
  'decoder-unavailable': { status: 503, title: 'the decoder for recordings (ffmpeg) cannot be started', retry: true },
  'reading-timed-out': { status: 504, title: 'reading took longer than allowed', retry: true },
  'reader-unavailable': { status: 503, title: 'the text reader cannot be started', retry: true },
  'case-invalid': { status: 422, title: 'the case file does not fit its form', retry: false },
  'policy-invalid': { status: 422, title: 'the policy does not fit its form', retry: false },
  'config-invalid': { status: 500, title: 'the environment has wrong values', retry: false },
  'output-unwritable': { status: 500, title: 'the output cannot be written', retry: false },
  usage: { status: 400, title: 'the command was not understood', retry: false },
  internal: { status: 500, title: 'something went wrong inside', retry: true },
} as const satisfies Record<string, FaultKind>

export type FaultCode = keyof typeof faults

/** A named fault: `code` for programs, `title` for everyone, `detail` for what and where in this instance. */
export class Fault extends Error {
  readonly code: FaultCode
  readonly title: string
  readonly detail: string
  readonly status: number
  readonly retry: boolean

  constructor(code: FaultCode, detail: string, options?: ErrorOptions) {
    super(`${faults[code].title}: ${detail}`, options)
    this.name = 'Fault'
    this.code = code
    this.title = faults[code].title
    this.detail = detail
    this.status = faults[code].status
    this.retry = faults[code].retry
  }
}

/** Any thrown thing as a `Fault`: one of ours as it is, the rest as `internal` with the original as cause. */
export function toFault(thrown: unknown): Fault {
  if (thrown instanceof Fault) return thrown
  return new Fault('internal', thrown instanceof Error ? thrown.message : String(thrown), { cause: thrown })
}
