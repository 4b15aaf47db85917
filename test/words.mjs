// Finds words for people that stand outside the catalogues: in the templates and scripts of the staff
// application (its catalogue is web/src/i18n) and in the pages drawn in C (where both languages stand side
// by side). Each run first looks for planted ones. The last line is 'N passed, N failed'.
//   node test/words.mjs [FILE…]
import { createRequire } from 'node:module'
import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { wordsOfC } from './words_c.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const require = createRequire(join(root, 'web/package.json'))
const ts = require('typescript')
const sfc = require('vue/compiler-sfc')

const HAN = /\p{Script=Han}/u
const LATIN = /[A-Za-z]{2,}/
/** Called the same in every language. */
const SAME = /\b(VIN|PDF|CSV|Excel|Ctrl|Enter|Esc|Tab|Delete|Home|End)\b/g
const WORD = { test: (text) => HAN.test(text) || LATIN.test(text.replace(SAME, '')) }
/** The characters of number plates, which are data. */
const PLATES = /^[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼港澳学警挂使领A-Z0-9]{20,}$/
/** Two words or more, as one writes them for people. */
const SENTENCE = /^[A-Z][a-z]+ [a-z]/
const SHOWN = new Set(['title', 'placeholder', 'aria-label', 'alt', 'label', 'content', 'text', 'message', 'description',
  'aria-description', 'aria-roledescription', 'aria-valuetext', 'start-placeholder', 'end-placeholder', 'no-data-text'])
const TELLS = /^(ElMessage|ElMessageBox|ElNotification|alert|confirm|prompt)(\.|$)/
const KEPT = /(^|\.)(title|wrong|refusal|why)\.value$|\.(textContent|innerText|placeholder|title|ariaLabel)$/

/** The literals that an expression may come to: not what it compares with or looks up by. */
function valuesOf(node, out) {
  if (ts.isStringLiteralLike(node)) out.push(node.text)
  else if (ts.isTemplateExpression(node)) {
    out.push(node.head.text)
    for (const span of node.templateSpans) {
      out.push(span.literal.text)
      valuesOf(span.expression, out)
    }
  } else if (ts.isConditionalExpression(node)) [node.whenTrue, node.whenFalse].forEach((one) => valuesOf(one, out))
  else if (ts.isParenthesizedExpression(node)) valuesOf(node.expression, out)
  else if (ts.isArrayLiteralExpression(node)) node.elements.forEach((one) => valuesOf(one, out))
  else if (ts.isBinaryExpression(node)) {
    const sign = node.operatorToken.getText()
    if (['+', '??', '||', '&&'].includes(sign)) {
      valuesOf(node.right, out)
      if (sign !== '&&') valuesOf(node.left, out)
    }
  } else if (ts.isObjectLiteralExpression(node))
    for (const one of node.properties)
      if (ts.isPropertyAssignment(one) && /^(message|title|text|label|\w*Text|\w*Placeholder)$/.test(one.name.getText()))
        valuesOf(one.initializer, out)
  return out
}

const parsed = (text) => ts.createSourceFile('x.ts', text, ts.ScriptTarget.ES2022, true)
const shownIn = (text) => {
  const first = parsed(`(${text})`).statements[0]
  return first && ts.isExpressionStatement(first) ? valuesOf(first.expression, []).filter((one) => WORD.test(one)) : []
}

/** Words in a script: any Chinese, whole sentences, and whatever is told to people. */
export function wordsOfScript(text) {
  const found = []
  const source = parsed(text)
  const lineOf = (node) => source.getLineAndCharacterOfPosition(node.getStart()).line + 1
  const note = (node, word) => found.push({ line: lineOf(node), word })
  const visit = (node) => {
    const pieces = ts.isStringLiteralLike(node) ? [node.text]
      : ts.isTemplateExpression(node) ? [node.head.text, ...node.templateSpans.map((one) => one.literal.text)] : []
    for (const piece of pieces) if ((HAN.test(piece) && !PLATES.test(piece)) || SENTENCE.test(piece)) note(node, piece)
    if (ts.isCallExpression(node) && TELLS.test(node.expression.getText()))
      for (const one of node.arguments) for (const word of valuesOf(one, [])) if (WORD.test(word)) note(one, word)
    if (ts.isBinaryExpression(node) && node.operatorToken.kind === ts.SyntaxKind.EqualsToken && KEPT.test(node.left.getText()))
      for (const word of valuesOf(node.right, [])) if (WORD.test(word)) note(node, word)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return found
}

const TEXT = 2, INTERPOLATION = 5, ATTRIBUTE = 6, DIRECTIVE = 7

function wordsOfNode(node, found) {
  const note = (at, word) => found.push({ line: at.loc.start.line, word: word.trim() })
  if (node.type === TEXT && WORD.test(node.content)) note(node, node.content)
  if (node.type === INTERPOLATION) for (const word of shownIn(node.content.content)) note(node, word)
  for (const prop of node.props ?? []) {
    const text = prop.exp?.content ?? ''
    if (prop.type === ATTRIBUTE && SHOWN.has(prop.name) && WORD.test(prop.value?.content ?? '')) note(prop, prop.value.content)
    if (prop.type === DIRECTIVE && HAN.test(text)) note(prop, text)
    const shown = (prop.name === 'bind' && SHOWN.has(prop.arg?.content)) || prop.name === 'text'
    if (prop.type === DIRECTIVE && shown) for (const word of shownIn(text)) note(prop, word)
  }
  for (const child of node.children ?? []) wordsOfNode(child, found)
}

export function wordsOfVue(text) {
  const { descriptor } = sfc.parse(text)
  const found = []
  if (descriptor.template) wordsOfNode(descriptor.template.ast, found)
  for (const script of [descriptor.script, descriptor.scriptSetup])
    if (script) {
      const before = script.loc.start.line - 1
      found.push(...wordsOfScript(script.content).map((one) => ({ ...one, line: one.line + before })))
    }
  return found
}

const finders = { vue: wordsOfVue, ts: wordsOfScript, js: wordsOfScript, c: wordsOfC }
const finderOf = (name) => finders[name.slice(name.lastIndexOf('.') + 1)]

/** What must be found, and what must not. */
const planted = [
  ['vue', '<template><p>保存</p></template>', 1],
  ['vue', '<template><p>Save it</p></template>', 1],
  ['vue', '<template><p>{{ busy ? "Please wait" : t("save") }}</p></template>', 1],
  ['vue', '<template><input placeholder="Plate"><img alt="车"></template>', 2],
  ['vue', '<template><el-button :title="open ? \'Close\' : t(\'open\')" /></template>', 1],
  ['vue', '<script setup lang="ts">\nElMessage.error("Not done")\n</script>', 2],
  ['vue', '<template><p :class="{ on: kind === \'lines\' }">{{ t("save") }} ▾</p></template>', 0],
  ['ts', 'title.value = "Orders"', 1],
  ['ts', 'const said = `共 ${n} 条`', 2],
  ['ts', 'const name = "repair_order"; if (kind === "state") go({ view: "open" })', 0],
  ['vue', '<template><dt>VIN</dt><kbd>Ctrl+Enter</kbd></template>', 0],
  ['c', 'html(h, "<p>Paid</p>");', 1],
  ['c', 'html(h, "<img alt=\\"photo of it\\" src=\\"%\\">", src);', 1],
  ['c', 'html(h, "<p>已付</p>");', 2],
  ['c', 'say(h, "<p>已付</p>", "<p>Paid</p>"); page_begin(p, "预约", "Book");', 0],
  ['c', 'html(h, "%", str_of(h->english ? "Clear" : "重写")); html(h, " checked");', 0],
  ['c', 'html(h, "%", str_of(paid ? "Clear" : "重写"));', 1],
  ['c', 'html(h, "<a class=\\"tel\\" href=\\"tel:%\\">%&nbsp;×</a>", a, b); /* 中文 in a comment */', 0],
]

function filesBelow(dir) {
  return readdirSync(join(root, dir), { withFileTypes: true }).flatMap((one) =>
    one.isDirectory() ? filesBelow(`${dir}/${one.name}`) : [`${dir}/${one.name}`])
}

let passed = 0
let failed = 0
const judge = (ok, what) => {
  if (ok) passed++
  else {
    failed++
    console.log(`not ok ${what}`)
  }
}

for (const [kind, text, n] of planted) {
  const found = finders[kind](text)
  judge(found.length === n, `planted ${kind}: ${found.length} found, ${n} are there: ${text}`)
}
const asked = process.argv.slice(2).map((one) => relative(root, one))
const files = asked.length > 0 ? asked
  : [...filesBelow('web/src').filter((one) => !one.startsWith('web/src/i18n/')), ...filesBelow('src/pages')]
for (const name of files) {
  const find = finderOf(name)
  if (!find || name.endsWith('_test.c')) continue
  const found = find(readFileSync(join(root, name), 'utf8'))
  judge(found.length === 0, `${name}: ${found.map((one) => `${one.line}: “${one.word}”`).join('; ')}`)
}
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
