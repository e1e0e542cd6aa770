import type { ErrorCode } from 'yaml'
import type { Words } from '../../shared/words.js'

type Both = Words[string]

/** Faults of YAML's syntax, by the parser's code. */
export const yamlWords: Readonly<Record<ErrorCode, Both>> = {
  ALIAS_PROPS: { zh: '引用（*）上不能再加标记', en: 'An alias (*) carries nothing else' },
  BAD_ALIAS: {
    zh: '引用（*）或锚点（&）写法不对，或引用的内容不存在',
    en: 'An alias (*) or anchor (&) is written wrongly, or what it names is not there',
  },
  BAD_COLLECTION_TYPE: { zh: '标记与内容的类型不符', en: 'A tag does not fit what stands behind it' },
  BAD_DIRECTIVE: { zh: '以 % 开头的指令写法不对', en: 'A directive (%) is written wrongly' },
  BAD_DQ_ESCAPE: { zh: '双引号内的反斜杠写法不对', en: 'A backslash between double quotes is written wrongly' },
  BAD_INDENT: { zh: '缩进不对：同一层的各行应对齐', en: 'Wrong indent: lines of one level begin in the same column' },
  BAD_PROP_ORDER: { zh: '锚点（&）或标记（!）的位置不对', en: 'An anchor (&) or tag (!) stands in the wrong place' },
  BAD_SCALAR_START: { zh: '值不能以这个符号开头，请加引号', en: 'A value cannot begin with this sign; put it between quotes' },
  BLOCK_AS_IMPLICIT_KEY: { zh: '缩进过深，或一行里有多个“设置: 值”', en: 'Indented too deeply, or several settings on one line' },
  BLOCK_IN_FLOW: { zh: '括号内不能再分行缩进书写', en: 'Between brackets nothing is written by indent' },
  DUPLICATE_KEY: { zh: '同一个设置写了两次', en: 'The same setting is written twice' },
  IMPOSSIBLE: { zh: '这里无法解析', en: 'This cannot be read' },
  KEY_OVER_1024_CHARS: { zh: '设置的名称过长', en: 'The name of a setting is too long' },
  MISSING_CHAR: { zh: '缺少符号：请检查引号、冒号、空格与逗号', en: 'A sign is missing: look at quotes, colons, spaces and commas' },
  MULTILINE_IMPLICIT_KEY: { zh: '设置的名称后要有冒号，冒号后要有空格', en: 'A setting is its name, a colon and a space' },
  MULTIPLE_ANCHORS: { zh: '一处只能有一个锚点（&）', en: 'One anchor (&) at most' },
  MULTIPLE_DOCS: { zh: '只能有一份规则：请去掉 ---', en: 'There can be one policy only: take --- out' },
  MULTIPLE_TAGS: { zh: '一处只能有一个标记（!）', en: 'One tag (!) at most' },
  NON_STRING_KEY: { zh: '设置的名称应为文字', en: 'The name of a setting is a text' },
  RESOURCE_EXHAUSTION: { zh: '嵌套层数过多', en: 'It is nested too deeply' },
  TAB_AS_INDENT: { zh: '不能用制表符（Tab）缩进，请用空格', en: 'Tabs cannot indent: use spaces' },
  TAG_RESOLVE_FAILED: { zh: '不认识的标记（!）', en: 'An unknown tag (!)' },
  UNEXPECTED_TOKEN: { zh: '多余或放错位置的符号', en: 'A sign too many, or in the wrong place' },
}

/** Where what is missing can be named, by the parser's message. */
export const missingWords: readonly (readonly [RegExp, Both])[] = [
  [/closing ["']quote/, { zh: '引号没有成对', en: 'A quote is not closed' }],
  [/end with a \]/, { zh: '缺少右方括号 ]', en: 'A closing ] is missing' }],
  [/end with a \}/, { zh: '缺少右花括号 }', en: 'A closing } is missing' }],
  [/Comments must be separated/, { zh: '# 前应有空格', en: 'A space goes before #' }],
  [/directives-end/, { zh: '以 % 开头的行不能用在这里', en: 'A line that begins with % cannot stand here' }],
  [/Missing space after :/, { zh: '冒号后应有空格', en: 'A space goes after the colon' }],
  [/Missing ,/, { zh: '各项之间缺少逗号', en: 'A comma is missing between entries' }],
  [
    /followed by map values|without - indicator/,
    { zh: '设置的名称后缺少冒号，或列表项前缺少 -', en: 'A colon is missing behind a name, or a - before an entry' },
  ],
]

/** Of a text that is no group of settings. */
export const noSettingsWords: Both = { zh: '规则应由“设置: 值”组成', en: 'A policy is made of settings and their values' }
