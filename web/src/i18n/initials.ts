// The pinyin initials of a label, by the browser's own Chinese order: 新建预约 is xjyy.
const LETTERS = 'abcdefghjklmnopqrstwxyz'
const FIRST = [...'阿八嚓咑妸发旮哈丌咔垃妈拏噢妑七呥仨他穵夕丫帀']
const order = new Intl.Collator('zh-Hans-CN')

function letterOf(char: string): string {
  if (/[a-z0-9]/i.test(char)) return char.toLowerCase()
  if (!/\p{Script=Han}/u.test(char)) return ''
  let found = ''
  FIRST.forEach((first, i) => {
    if (order.compare(char, first) >= 0) found = LETTERS[i] ?? ''
  })
  return found
}

export const initialsOf = (text: string): string => [...text].map(letterOf).join('')
