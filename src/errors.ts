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
  'reader-died': { status: 503, title: 'the process that read the file has died', retry: true },
  'order-source-unavailable': { status: 503, title: "the platform's own order record does not answer", retry: true },
  'case-invalid': { status: 422, title: 'the case file does not fit its form', retry: false },
  'policy-invalid': { status: 422, title: 'the policy does not fit its form', retry: false },
  'policy-published': { status: 409, title: 'the draft is published and never changes', retry: false },
  'policy-in-force': { status: 409, title: 'the version holds already, or is taken back', retry: false },
  'policy-time-past': { status: 422, title: 'a policy cannot hold from a time that is past', retry: false },
  'second-person-needed': { status: 403, title: 'whoever drafted a policy may not publish it', retry: false },
  'job-invalid': { status: 500, title: 'the job has another form than expected', retry: false },
  'job-timed-out': { status: 504, title: 'the job took longer than allowed', retry: true },
  'queue-unreachable': { status: 503, title: 'the job queue cannot be reached', retry: true },
  'blob-store-unreachable': { status: 503, title: 'the store for files cannot be reached', retry: true },
  'upload-broken': { status: 400, title: 'the upload ended before it was whole', retry: false },
  'upload-conflict': { status: 409, title: 'the part does not go on where the upload stands', retry: false },
  'webhook-address-refused': { status: 422, title: 'events are not sent to this address', retry: false },
  'webhook-unreachable': { status: 502, title: 'the endpoint gave no answer', retry: true },
  'webhook-secret-invalid': { status: 500, title: 'the secret of the endpoint cannot sign', retry: false },
  'config-invalid': { status: 500, title: 'the environment has wrong values', retry: false },
  'payment-channel-unavailable': { status: 503, title: 'the payment channel gave no answer', retry: true },
  'payment-answer-unclear': { status: 502, title: 'the answer of the payment channel cannot be believed', retry: true },
  'refund-conflict': { status: 409, title: 'this cannot be said of the refund', retry: false },
  'notice-refused': { status: 401, title: 'the notice is not signed by the payment channel', retry: false },
  'text-invalid': { status: 422, title: 'the text holds a character that cannot be kept', retry: false },
  'cursor-unknown': { status: 400, title: 'the cursor names no place in this list', retry: false },
  'store-unavailable': { status: 503, title: 'the database does not answer', retry: true },
  'data-folder-in-use': { status: 503, title: 'another process uses this data folder', retry: false },
  'secret-key-changed': { status: 500, title: 'the secret key is not the one this database was made with', retry: false },
  'migration-failed': { status: 500, title: 'the database cannot be brought to the form of this version', retry: false },
  'output-unwritable': { status: 500, title: 'the output cannot be written', retry: false },
  usage: { status: 400, title: 'the command was not understood', retry: false },
  'request-malformed': { status: 400, title: 'the request cannot be understood', retry: false },
  'request-invalid': { status: 422, title: 'the request does not fit its form', retry: false },
  unauthenticated: { status: 401, title: 'a valid API key or session is needed', retry: false },
  'scope-missing': { status: 403, title: 'the API key may not do this', retry: false },
  'sign-in-failed': { status: 401, title: 'the sign-in did not succeed', retry: false },
  'sign-in-waits': { status: 429, title: 'too many tries to sign in', retry: true },
  'second-factor-needed': { status: 401, title: 'the one-time code is still needed', retry: false },
  'request-forged': { status: 403, title: 'the change does not come from our own pages', retry: false },
  'password-weak': { status: 422, title: 'the password is too easily guessed', retry: false },
  'link-invalid': { status: 410, title: 'the link is used or expired', retry: false },
  'email-taken': { status: 409, title: 'the platform has a person with this e-mail address', retry: false },
  'last-admin': { status: 409, title: 'the last admin of a platform stays', retry: false },
  'totp-required': { status: 409, title: 'the role demands one-time codes', retry: false },
  'identity-provider-unavailable': { status: 503, title: 'the identity provider does not answer as it should', retry: true },
  'evidence-unread': { status: 409, title: 'it is not read, so nobody knows where card keys stand in it', retry: true },
  'not-found': { status: 404, title: 'there is no such thing', retry: false },
  'method-not-allowed': { status: 405, title: 'this address does not know the method', retry: false },
  'media-type-refused': { status: 415, title: 'the request body is of another type than expected', retry: false },
  'body-too-large': { status: 413, title: 'the request body is larger than allowed', retry: false },
  'rate-limited': { status: 429, title: 'too many requests', retry: true },
  'idempotency-key-reused': { status: 422, title: 'this Idempotency-Key belongs to another request', retry: false },
  'idempotency-in-progress': { status: 409, title: 'the request with this Idempotency-Key is still being worked on', retry: true },
  'move-refused': { status: 409, title: 'the case does not allow this now', retry: false },
  'case-closed': { status: 409, title: 'the case takes no more evidence', retry: false },
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
