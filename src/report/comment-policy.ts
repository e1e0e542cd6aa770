import { Document, isMap, isScalar, type YAMLMap } from 'yaml'
import type { z } from 'zod'
import { defaultPolicy, policySchema } from '../judge/default-policy.js'
import type { Policy } from '../model/policy.js'

/** A policy, the default one unless another is given, as YAML with what each number means, its unit and its range beside it, from the schema that checks it. */
export function commentPolicy(policy: Policy = defaultPolicy): string {
  const document = new Document(policy)
  document.commentBefore = ' Any part of this is a policy: what is left out stays as it is. What is out of range is refused by name.'
  if (isMap(document.contents)) commentMap(document.contents, policySchema)
  return document.toString({ lineWidth: 0 }).trimEnd()
}

function commentMap(map: YAMLMap, schema: z.ZodObject): void {
  for (const { key, value } of map.items) {
    const form = isScalar(key) ? (schema.shape[String(key.value)] as z.ZodType | undefined) : undefined
    if (!form) continue
    if (isMap(value)) commentMap(value, form as z.ZodObject)
    else if (isScalar(value)) value.comment = ` ${[form.description, rangeOf(form)].filter(Boolean).join('; ')}`
  }
}

function rangeOf(form: z.ZodType): string {
  const { minValue, maxValue } = form as Partial<Pick<z.ZodNumber, 'minValue' | 'maxValue'>>
  return typeof minValue === 'number' && typeof maxValue === 'number' ? `range: ${minValue} to ${maxValue}` : ''
}
