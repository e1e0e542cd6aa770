import type {
  Case,
  CaseLine,
  CaseMove,
  Decision,
  Event,
  Evidence,
  FiledClaim,
  MadeLink,
  MerchantAnswer,
  NewLink,
  OpenCase,
  OpenedCase,
  Order,
  OrderReport,
  Page,
  PushedOrder,
  Reading,
  Refund,
  RefundReport,
  ReportedVerdict,
  ScreenedClaim,
  Screening,
  Verdict,
  WebhookEndpointWithSecret,
} from './answers.js'
import { ask, type ClientOptions } from './ask.js'
import { sendInParts } from './send-in-parts.js'
import { waitForVerdict } from './wait-for-verdict.js'

/** A file to upload; `as` is what the buyer says it is (contracts.md, evidence kinds). */
export interface UploadFile {
  readonly fileName: string
  readonly content: Blob
  readonly as?: string | null
}

export interface CaseQuery {
  readonly state?: Case['state']
  readonly outcome?: NonNullable<Case['outcome']>
  readonly orderNumber?: string
  readonly buyerId?: string
  readonly limit?: number
  readonly cursor?: string
}

/** The service as a shop calls it. Every method throws `ApiProblem`; every POST happens once, however often it is tried. */
export interface Client {
  putOrder(order: PushedOrder): Promise<Order>
  postOrders(orders: readonly PushedOrder[]): Promise<OrderReport>
  getOrder(number: string): Promise<Order>
  checkEligibility(claim: FiledClaim): Promise<ReportedVerdict>
  openCase(claim: OpenCase): Promise<OpenedCase>
  getCase(caseId: string): Promise<Case>
  listCases(query?: CaseQuery): Promise<Page<CaseLine>>
  /** The address of the buyer's own page of the case: shown once, and who has it is the case's buyer. */
  linkBuyer(caseId: string, link?: NewLink): Promise<MadeLink>
  /** Evidence of the buyer, unless `by` says otherwise. */
  addEvidence(caseId: string, files: readonly UploadFile[], by?: Evidence['side']): Promise<readonly Evidence[]>
  /** For large recordings: goes on where a broken connection stopped. */
  uploadInParts(caseId: string, file: UploadFile, partBytes?: number): Promise<Evidence>
  /** What the merchant says while the case waits for him. */
  answerAsMerchant(caseId: string, answer: MerchantAnswer): Promise<CaseLine>
  /** In arbitration: this side has nothing more to say. */
  restCase(caseId: string, side: Evidence['side']): Promise<CaseLine>
  /** The buyer wants a person. */
  askForPerson(caseId: string, words?: string): Promise<CaseLine>
  /** Once, with evidence that was uploaded after the result. */
  appealCase(caseId: string, words?: string): Promise<CaseLine>
  withdrawCase(caseId: string, words?: string): Promise<CaseLine>
  /** A reviewer takes the case: from then on verdicts are advice. */
  takeCase(caseId: string, person: string): Promise<CaseLine>
  decideCase(caseId: string, decision: Decision): Promise<CaseLine>
  /** Everything that happened to the case, oldest first. */
  getTimeline(caseId: string): Promise<readonly CaseMove[]>
  /** After `refund.requested`: what became of the payment. The same report again changes nothing. */
  reportRefund(refundId: string, report: RefundReport): Promise<Refund>
  getReading(evidenceId: string): Promise<Reading>
  getVerdict(caseId: string): Promise<Verdict>
  /** The verdict of the case as it stands now, once there is one. Throws an `Error` when none came within `timeoutMs`. */
  waitForVerdict(caseId: string, options?: { readonly timeoutMs?: number; readonly everyMs?: number }): Promise<Verdict>
  screen(claim: ScreenedClaim, files: readonly UploadFile[]): Promise<Screening>
  addWebhook(url: string, types?: readonly Event['type'][]): Promise<WebhookEndpointWithSecret>
  listEvents(query?: { readonly cursor?: string; readonly limit?: number }): Promise<Page<Event>>
}

/** A client of the service at `baseUrl`. */
export function openClient(options: ClientOptions): Client {
  const get = <Answer>(address: string, query = {}) => ask<Answer>(options, { method: 'GET', address, query })
  const post = <Answer>(address: string, json: unknown) => ask<Answer>(options, { method: 'POST', address, json })
  const postForm = <Answer>(address: string, form: () => FormData) => ask<Answer>(options, { method: 'POST', address, body: form })
  const move = (id: string, name: string, json: unknown) => post<CaseLine>(`/v1/cases/${encodeURIComponent(id)}/${name}`, json)
  return {
    putOrder: (order) => ask(options, { method: 'PUT', address: `/v1/orders/${encodeURIComponent(order.order.number)}`, json: order }),
    postOrders: (orders) => post('/v1/orders', { orders }),
    getOrder: (number) => get(`/v1/orders/${encodeURIComponent(number)}`),
    checkEligibility: (claim) => post('/v1/eligibility', { claim }),
    openCase: (claim) => post('/v1/cases', claim),
    getCase: (id) => get(`/v1/cases/${encodeURIComponent(id)}`),
    listCases: (query) => get('/v1/cases', query),
    linkBuyer: (id, link = {}) => post(`/v1/cases/${encodeURIComponent(id)}/links`, link),
    addEvidence: async (id, files, by) => {
      const form = () => formOf(files, by && { by })
      const added = await postForm<{ items: Evidence[] }>(`/v1/cases/${encodeURIComponent(id)}/evidence`, form)
      return added.items
    },
    uploadInParts: (id, file, partBytes) => sendInParts(options, id, file, partBytes),
    answerAsMerchant: (id, answer) => move(id, 'merchant-answer', answer),
    restCase: (id, side) => move(id, 'rest', { side }),
    askForPerson: (id, words = '') => move(id, 'ask-person', { words }),
    appealCase: (id, words = '') => move(id, 'appeal', { words }),
    withdrawCase: (id, words = '') => move(id, 'withdraw', { words }),
    takeCase: (id, person) => move(id, 'take', { person }),
    decideCase: (id, decision) => move(id, 'decision', decision),
    getTimeline: async (id) => (await get<{ items: CaseMove[] }>(`/v1/cases/${encodeURIComponent(id)}/timeline`)).items,
    reportRefund: (id, report) => post(`/v1/refunds/${encodeURIComponent(id)}/report`, report),
    getReading: (id) => get(`/v1/evidence/${encodeURIComponent(id)}/reading`),
    getVerdict: (id) => get(`/v1/cases/${encodeURIComponent(id)}/verdict`),
    waitForVerdict: (id, wait) => waitForVerdict((address) => get<Case>(address), id, wait),
    screen: (claim, files) => postForm('/v1/screenings', () => formOf(files, { case: JSON.stringify(claim) })),
    addWebhook: (url, types) => post('/v1/webhooks', { url, types: types ?? null }),
    listEvents: (query) => get('/v1/events', query),
  }
}

function formOf(files: readonly UploadFile[], fields: Readonly<Record<string, string>> = {}): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  for (const { fileName, content, as } of files) form.append(as ?? 'file', content, fileName)
  return form
}
