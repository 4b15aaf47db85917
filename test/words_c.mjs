// Words for people in C: a Chinese literal has its English beside it, and what html() writes has none.
const HAN = /\p{Script=Han}/u
/** A language, called in its own words. */
const NAMED = /<a [^>]*\blang=\\"\w+\\"[^>]*>[^<]*<\/a>/g
const SHOWN = /\b(?:alt|title|placeholder|aria-label)=\\?"([^"\\]*)/g

/** The literals of a source, adjacent ones as one, each with what stands before and after it. */
function literalsOf(text) {
  const token = /\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:[^"\\]|\\.)*"(?:\s*"(?:[^"\\]|\\.)*")*|'(?:[^'\\]|\\.)*'/g
  const found = []
  let code = ''
  let from = 0
  for (const at of text.matchAll(token)) {
    code += text.slice(from, at.index)
    from = at.index + at[0].length
    if (!at[0].startsWith('"')) continue
    const line = text.slice(0, at.index).split('\n').length
    found.push({ line, before: code.replace(/\s+$/, ''), text: at[0].replace(/"\s*"/g, '').slice(1, -1) })
    code = ''
  }
  found.forEach((one, i) => {
    const after = found[i + 1]
    const before = found[i - 1]
    if (after && /^\s*,\s*$/.test(after.before)) one.other = after.text
    // english ? "Clear" : "重写"
    else if (before && /^\s*:$/.test(one.before) && /\benglish\s*\?$/.test(before.before)) one.other = before.text
  })
  return found
}

/** What of a piece of HTML is read: neither tags nor entities. */
function readOf(html) {
  const shown = [...html.matchAll(SHOWN)].map((one) => one[1])
  if (/^ (checked|selected|disabled|required)$/.test(html)) return []
  return [html.replace(NAMED, ' ').replace(/<[^>]*>?/g, ' ').replace(/^[^<]*>/, ' ').replace(/&\w+;|\\[nt]/g, ' '), ...shown]
    .filter((one) => HAN.test(one) || /[A-Za-z]{2,}/.test(one))
}

export function wordsOfC(text) {
  const found = []
  for (const one of literalsOf(text)) {
    if (/^\s*#include/m.test(one.before.split('\n').pop())) continue
    const alone = HAN.test(one.text.replace(NAMED, '')) && (one.other === undefined || HAN.test(one.other))
    if (alone) found.push({ line: one.line, word: one.text })
    if (/\bhtml\(\s*[^,"]+,$/.test(one.before))
      for (const word of readOf(one.text)) found.push({ line: one.line, word: word.trim() })
  }
  return found
}
