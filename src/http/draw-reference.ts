import { html, raw } from 'hono/html'
import type { OpenApiDocument } from './open-api-document.js'

type Html = ReturnType<typeof html>

interface ParameterView {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly description?: string
  readonly schema?: unknown
}

interface OperationView {
  readonly operationId?: string
  readonly summary?: string
  readonly description?: string
  readonly tags?: readonly string[]
  readonly security?: readonly Record<string, readonly string[]>[]
  readonly parameters?: readonly ParameterView[]
  readonly requestBody?: { readonly content?: Record<string, { readonly schema?: unknown }> }
  readonly responses?: Record<string, { readonly description?: string; readonly content?: Record<string, { readonly schema?: unknown }> }>
}

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const

/** The document as one page to read: an entry for each operation, one for each form, links between them. Works without scripts. */
export async function drawReference(document: OpenApiDocument): Promise<string> {
  const operations = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item?.[method] as OperationView | undefined
      return operation ? [{ path, method, operation }] : []
    }),
  )
  const tags = (document.tags ?? []).map(({ name }) => name)
  const forms = Object.entries(document.components?.schemas ?? {}).sort(([a], [b]) => a.localeCompare(b))
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${document.info.title}</title><style>${raw(style)}</style></head>
<body><nav>${tags.map((tag) => html`<a href="#${anchor(tag)}">${tag}</a> `)}<a href="#forms">Forms</a> <a href="/openapi.json">openapi.json</a></nav>
<h1>${document.info.title} ${document.info.version}</h1><p>${document.info.description ?? ''}</p>
${tags.map(
  (tag) =>
    html`<h2 id="${anchor(tag)}">${tag}</h2>${operations
      .filter(({ operation }) => operation.tags?.includes(tag))
      .map(({ path, method, operation }) => drawOperation(path, method, operation))}`,
)}
<h2 id="forms">Forms</h2>${forms.map(([name, schema]) => html`<details id="form-${name}"><summary><code>${name}</code></summary>${drawSchema(schema)}</details>`)}
</body></html>`
}

function drawOperation(path: string, method: string, operation: OperationView): Html {
  const scope = operation.security?.flatMap(({ apiKey }) => apiKey ?? []).join(', ')
  const bodies = Object.entries(operation.requestBody?.content ?? {})
  return html`<details id="${operation.operationId ?? ''}"><summary><b>${method.toUpperCase()}</b> <code>${path}</code> ${operation.summary ?? ''}</summary>
${operation.description ? html`<p>${operation.description}</p>` : ''}${scope ? html`<p>Scope <code>${scope}</code></p>` : ''}
${(operation.parameters ?? []).map(
  ({ name, in: where, required, description, schema }) =>
    html`<p><code>${name}</code> in ${where}${required ? ', required' : ''}. ${description ?? ''}</p>${drawSchema(schema)}`,
)}
${bodies.map(([type, { schema }]) => html`<h4>Body, ${type}</h4>${drawSchema(schema)}`)}
${Object.entries(operation.responses ?? {}).map(
  ([status, { description, content }]) =>
    html`<h4>${status} ${description ?? ''}</h4>${Object.values(content ?? {}).map(({ schema }) => drawSchema(schema))}`,
)}</details>`
}

/** As JSON, with a link where another form is meant. */
function drawSchema(schema: unknown): Html {
  const escaped = String(html`${JSON.stringify(schema ?? {}, null, 2)}`)
  const linked = escaped.replace(
    /&quot;#\/components\/schemas\/(\w+)&quot;/g,
    (_whole, name: string) => `<a href="#form-${name}">${name}</a>`,
  )
  return html`<pre>${raw(linked)}</pre>`
}

function anchor(tag: string): string {
  return `tag-${tag.toLowerCase().replaceAll(' ', '-')}`
}

const style = `body{font:15px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1d2330;background:#fff}
nav{position:sticky;top:0;background:#fff;padding:.5rem 0;border-bottom:1px solid #ccd}details{border:1px solid #dde;border-radius:6px;margin:.4rem 0;padding:.4rem .8rem}
summary{cursor:pointer}pre{background:#f5f6fa;padding:.6rem;border-radius:6px;overflow:auto;max-height:28rem}code,pre{font-size:13px}h4{margin:.8rem 0 .2rem}`
