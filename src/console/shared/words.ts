/** Words of a page in both languages. Where a value goes in stands its name in braces: `{count}`. */
export type Words = Readonly<Record<string, { readonly zh: string; readonly en: string }>>

export type Language = 'zh' | 'en'

/** The words of one language, by their names. */
export type Said<Of extends Words> = { readonly [Name in keyof Of]: string }

/** The words of this language. */
export function inLanguage<Of extends Words>(words: Of, language: Language): Said<Of> {
  return Object.fromEntries(Object.entries(words).map(([name, both]) => [name, both[language]])) as Said<Of>
}

/** The text with its values put in. */
export function fill(text: string, values: Readonly<Record<string, string | number>>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))
}
