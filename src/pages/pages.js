/* What script adds to pages that work without it: the total moves with the ticks, a signature can be
 * drawn, the kiosk has keys, a form is sent once. */
'use strict'

const total = document.getElementById('total')
if (total) {
  const form = total.closest('form')
  const shown = form.querySelector('input[name=total]')
  form.querySelector('button[value=recompute]').hidden = true
  const add = () => {
    let fen = Number(total.dataset.base)
    const left = new Set([...form.querySelectorAll('input[data-group]:not(:checked)')].map(box => box.dataset.group))
    for (const box of form.querySelectorAll('input[data-fen]:checked')) {
      fen += Number(left.has(box.dataset.group) ? box.dataset.alone : box.dataset.fen)
    }
    shown.value = String(fen)
    total.textContent = '¥' + (fen / 100).toFixed(2)
  }
  form.addEventListener('change', add)
  add()
}

const pad = document.querySelector('[data-pad]')
if (pad) {
  const words = document.createElement('p')
  const canvas = document.createElement('canvas')
  const clear = document.createElement('button')
  const drawn = pad.closest('form').querySelector('input[name=drawn]')
  words.className = 'small'
  words.textContent = pad.dataset.pad
  clear.type = 'button'
  clear.className = 'quiet'
  clear.textContent = pad.dataset.clear
  canvas.width = 600
  canvas.height = 240
  canvas.setAttribute('role', 'img')
  canvas.setAttribute('aria-label', pad.dataset.pad)
  pad.append(words, canvas, clear)
  const pen = canvas.getContext('2d')
  pen.lineWidth = 4
  pen.lineCap = 'round'
  let down = false
  const at = e => {
    const box = canvas.getBoundingClientRect()
    return [(e.clientX - box.left) * canvas.width / box.width, (e.clientY - box.top) * canvas.height / box.height]
  }
  canvas.addEventListener('pointerdown', e => {
    down = true
    canvas.setPointerCapture(e.pointerId)
    pen.beginPath()
    pen.moveTo(...at(e))
  })
  canvas.addEventListener('pointermove', e => {
    if (!down) return
    pen.lineTo(...at(e))
    pen.stroke()
    drawn.value = 'yes'
  })
  canvas.addEventListener('pointerup', () => {
    down = false
    if (drawn.value !== '') drawn.value = canvas.toDataURL('image/png')
  })
  clear.addEventListener('click', () => {
    pen.clearRect(0, 0, canvas.width, canvas.height)
    drawn.value = ''
  })
}

const keys = document.querySelector('[data-keys]')
if (keys) {
  const plate = document.getElementById('plate')
  const key = (text, press, wide) => {
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = text
    if (wide) button.className = 'wide'
    button.addEventListener('click', press)
    keys.append(button)
  }
  const provinces = '京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼'
  const rest = '1234567890ABCDEFGHJKLMNPQRSTUVWXYZ港澳学警挂使领'
  const draw = () => {
    keys.textContent = ''
    for (const sign of plate.value === '' ? provinces : rest) key(sign, () => { plate.value += sign; draw() })
    key(keys.dataset.keys, () => { plate.value = plate.value.slice(0, -1); draw() }, true)
  }
  plate.addEventListener('input', draw)
  draw()
}

// The next in the hall does not find what the one before him has typed.
if (document.body.dataset.back) setTimeout(() => { location.href = document.body.dataset.back }, 60000)

for (const form of document.querySelectorAll('form[method=post]')) {
  form.addEventListener('submit', () => {
    setTimeout(() => { for (const button of form.querySelectorAll('button')) button.disabled = true }, 0)
  })
}
addEventListener('pageshow', () => {
  for (const button of document.querySelectorAll('form button')) button.disabled = false
})
