import { Document, isMap, isScalar, type YAMLMap } from 'yaml'
import { z } from 'zod'
import { defaultPolicy, policySchema } from '../judge/default-policy.js'
import type { Policy } from '../model/policy.js'
import { policyComments, policyUnits } from './policy-comments.js'

/**
 * A policy, the default one unless another is given, as YAML with what each setting means, its unit and its range beside it,
 * in Chinese and then in English, from the schema that checks it.
 */
export function commentPolicy(policy: Policy = defaultPolicy): string {
  const document = new Document(policy)
  document.commentBefore =
    ' 可以只写其中任意部分：没写的保持不变；超出范围的会被指名拒绝。\n' +
    ' Any part of this is a policy: what is left out stays as it is. What is out of range is refused by name.'
  if (isMap(document.contents)) commentMap(document.contents, policySchema, '')
  return document.toString({ lineWidth: 0 }).trimEnd()
}

function commentMap(map: YAMLMap, schema: z.ZodObject, path: string): void {
  for (const { key, value } of map.items) {
    const form = isScalar(key) ? (schema.shape[String(key.value)] as z.ZodType | undefined) : undefined
    if (!form || !isScalar(key)) continue
    const at = `${path}${String(key.value)}`
    const inner = form instanceof z.ZodNullable ? form.unwrap() : form
    const comment = form.description === undefined ? null : ` ${[inChinese(at, form), inEnglish(form)].join(' | ')}`
    if (isScalar(value) && comment !== null) value.comment = comment
    // Beside what spans lines it would stand after its end.
    else if (comment !== null) key.commentBefore = comment
    if (isMap(value) && inner instanceof z.ZodObject) commentMap(value, inner, `${at}.`)
  }
}

function inChinese(at: string, form: z.ZodType): string {
  const unit = /; unit: (.+)$/.exec(form.description ?? '')?.[1]
  const range = rangeOf(form)
  return [policyComments[at], unit && `单位：${policyUnits[unit]}`, range && `范围：${range.join('–')}`].filter(Boolean).join('；')
}

function inEnglish(form: z.ZodType): string {
  const range = rangeOf(form)
  return [form.description, range && `range: ${range.join(' to ')}`].filter(Boolean).join('; ')
}

function rangeOf(form: z.ZodType): readonly [least: number, most: number] | null {
  const { minValue, maxValue } = form as Partial<Pick<z.ZodNumber, 'minValue' | 'maxValue'>>
  return typeof minValue === 'number' && typeof maxValue === 'number' ? [minValue, maxValue] : null
}
