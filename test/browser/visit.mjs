// One visit of one car, each step by its own post with its own log-in; what must not be is tried too.
import { ask, at, holds, same, until, test } from './harness.mjs'
import { confirm, here, openWork, run, save, search, stands } from './controls.mjs'

const plate = '粤B9K8M7'
const day = (days) => new Date(Date.now() + 8 * 3600_000 + days * 86_400_000).toISOString().slice(0, 10)
const seen = {}

async function opened(page, number, stage) {
  return openWork(page, stage, number)
}

async function book() {
  const desk = await at('receptionist')
  await desk.goto('/party/new')
  const party = await save(desk, { name: '欧阳娜娜', kind: '个人', phone: '13800138000' })
  await desk.goto('/vehicle/new')
  await save(desk, { plate, owner_id: '欧阳娜娜' })
  seen.vehicle = (await search(desk, 'K8M7', 'vehicle')).id
  await desk.locator('[data-test=new-appointment]').click()
  seen.appointment = (await save(desk, {
    channel: '客户来电', kind: '保养', day: day(1), slot: '15:00', minutes: '60', wish: '保养，顺便看看刹车' })).id
  await stands(desk, { state: 'pending' })
  seen.number = await desk.locator('[data-test=title]').innerText()
  await run(desk, 'appointment_confirm')
  await stands(desk, { state: 'confirmed' })
  holds(party.id !== undefined, 'a customer without an id')
}

async function prepare() {
  const keeper = await at('storekeeper')
  await opened(keeper, seen.number, 'appointment.state.AP_CONFIRMED')
  // A bay and a technician who are free then are suggested.
  await run(keeper, 'appointment_prepare')
  const dialog = keeper.locator('.el-dialog:visible')
  await dialog.locator('[data-test=field-bay_id] .el-select__placeholder', { hasText: /^A\d/ }).waitFor()
  await confirm(keeper, dialog)
  await stands(keeper, { state: 'prepared' })
  const desk = await at('receptionist')
  await opened(desk, seen.number, 'appointment.state.AP_PREPARED')
  await run(desk, 'appointment_arrive')
  await stands(desk, { state: 'arrived' })
}

async function receive() {
  const adviser = await at('service_adviser')
  await opened(adviser, seen.number, 'appointment.state.AP_ARRIVED')
  await adviser.locator('[data-test=make-repair_order_open]').click()
  // The appointment tells the car, its owner and the wish; only the rest is typed.
  const wish = adviser.locator('[data-test=field-wish] textarea')
  await wish.waitFor()
  await until(async () => (await wish.inputValue()).includes('看看刹车'), 'the wish of the appointment')
  seen.order = (await save(adviser, {
    category: '一级维护', odometer_in: '52000', fuel: '50', promised_at: `${day(1)} 17:30`, wash: true,
    lines: [
      { kind: '工时', title: '更换机油机滤', quantity: '0.5', price: '120' },
      { kind: '配件', part_id: '机油滤清器', quantity: '1' },
      { kind: '配件', part_id: '前制动片', quantity: '1' },
      { kind: '其他', title: '辅料费', quantity: '1', price: '15' },
    ],
  })).id
  await stands(adviser, { business: 'received', workshop: 'idle', money: 'unbilled' })
  seen.ro = await adviser.locator('[data-test=title]').innerText()
  await run(adviser, 'repair_order_estimate')
  await stands(adviser, { business: 'estimated' })
  const order = await ask(adviser, `/api/repair_order/${seen.order}`)
  seen.refused = order.lines.find((line) => line.title.includes('前制动片'))
  same(order.total, order.lines.reduce((sum, line) => sum + line.amount, 0), 'the estimate')
  seen.total = order.total - seen.refused.amount
}

/** What a form begins with is judged by duty, and writes nothing. */
async function suggestions() {
  const before = await ask(await at('service_adviser'), `/api/repair_order/${seen.order}`)
  const suggest = async (post, path, body) => {
    const page = await at(post)
    const { csrf } = await ask(page, '/api/session')
    return page.request.post(path, { data: body, headers: { 'X-CSRF-Token': csrf } })
  }
  const path = `/api/repair_order/${seen.order}/repair_order_approve/suggest`
  const given = await (await suggest('service_adviser', path, { refused: [{ line_id: seen.refused.id }] })).json()
  same(given.total, seen.total, 'the total without the refused line')
  same((await suggest('storekeeper', path, {})).status(), 403, 'another duty')
  same((await suggest('service_adviser', '/api/repair_order/1/repair_order_approve/suggest', {})).status(), 404, 'no order')
  same((await suggest('service_adviser', `/api/repair_order/${seen.order}/repair_order_estimate/suggest`, {})).status(), 404, 'none')
  same((await ask(await at('service_adviser'), `/api/repair_order/${seen.order}`)).version, before.version, 'the version')
}

const yuan = (fen) => (fen / 100).toFixed(2)

async function approve() {
  const adviser = await at('service_adviser')
  await run(adviser, 'repair_order_approve')
  const dialog = adviser.locator('[data-test=approve]')
  const total = async () => (await dialog.locator('[data-test=approve-total]').innerText()).replace(/[^0-9.]/g, '')
  await until(async () => await total() === yuan(seen.total + seen.refused.amount), 'the total of the estimate')
  await dialog.locator(`[data-test=approve-${seen.refused.id}]`).click()
  await until(async () => await total() === yuan(seen.total), 'the total without the refused line')
  await dialog.locator('[data-test=approve-ok]').click()
  await stands(adviser, { business: 'in_work', workshop: 'waiting', parts: 'due' })
  const order = await ask(adviser, `/api/repair_order/${seen.order}`)
  same(order.total, seen.total, 'what was agreed')
  same(order.lines.map((line) => line.approval).sort(), ['approved', 'approved', 'approved', 'refused'], 'approvals')
}

async function dispatch() {
  const supervisor = await at('workshop_supervisor')
  await opened(supervisor, seen.ro, 'repair_order.workshop.WS_WAITING')
  const technician = await at('technician')
  seen.technician = (await technician.locator('[data-test=user-menu]').innerText()).replace('▾', '').trim()
  await run(supervisor, 'repair_order_dispatch', { technician_id: seen.technician })
  await stands(supervisor, { workshop: 'dispatched' })
  const keeper = await at('storekeeper')
  await opened(keeper, seen.ro, 'repair_order.parts.PARTS_DUE')
  await run(keeper, 'repair_order_issue')
  const lines = keeper.locator('[data-test=dialog-repair_order_issue]')
  await lines.locator('[data-test="field-lines[0].quantity"] input').waitFor()
  same(await lines.locator('tbody tr').count(), 1, 'what is outstanding')
  await confirm(keeper, lines)
  await stands(keeper, { parts: 'issued' })
}

async function work() {
  const page = await at('technician')
  await opened(page, '更换机油机滤', 'assignment.state.ASG_ASSIGNED')
  seen.job = here(page).id
  same((await ask(page, `/api/assignment/${seen.job}`)).repair_order_id, seen.order, 'the order of the job')
  // One job at a time: the one that runs is stopped first, with the reason.
  await run(page, 'assignment_start')
  holds((await page.locator('[data-test=refusal]').innerText()).length > 8, 'why it cannot be started')
  await openWork(page, 'assignment.state.ASG_WORKING', '')
  await run(page, 'assignment_pause', { reason: '休息下班' })
  await stands(page, { state: 'paused' })
  await page.goto(`/assignment/${seen.job}`)
  await run(page, 'assignment_start')
  await stands(page, { state: 'working' })
  await run(page, 'assignment_pause', { reason: '待料' })
  await stands(page, { state: 'paused' })
  await run(page, 'assignment_resume')
  await stands(page, { state: 'working' })
  await run(page, 'assignment_finish', { self_checked: true })
  await stands(page, { state: 'finished' })
}

async function inspect() {
  const page = await at('quality_assurance')
  const open = () => opened(page, seen.ro, 'repair_order.workshop.WS_INSPECTION')
  await open()
  await run(page, 'repair_order_inspect', { passed: false, note: '放油螺栓渗油', cause: '操作不当' })
  await stands(page, { workshop: 'rework' })
  const technician = await at('technician')
  await technician.goto(`/assignment/${seen.job}`)
  await run(technician, 'assignment_resume')
  await stands(technician, { state: 'working' })
  await run(technician, 'assignment_finish', { self_checked: true })
  await stands(technician, { state: 'finished' })
  await open()
  await run(page, 'repair_order_inspect', { passed: true })
  await stands(page, { workshop: 'wash' })
  const washer = await at('washer')
  await opened(washer, seen.ro, 'repair_order.workshop.WS_WASH')
  await run(washer, 'repair_order_wash')
  await stands(washer, { workshop: 'ready' })
}

async function settle() {
  const clerk = await at('settlement_clerk')
  await opened(clerk, seen.ro, 'repair_order.workshop.WS_READY')
  await run(clerk, 'repair_order_settle')
  await stands(clerk, { business: 'settled', workshop: 'handover', money: 'unpaid' })
  await clerk.locator('[data-test=created]').first().click()
  await clerk.waitForURL(/\/settlement\/\d+$/)
  seen.settlement = here(clerk).id
  seen.js = await clerk.locator('[data-test=title]').innerText()
}

async function pay() {
  const cashier = await at('cashier')
  await opened(cashier, seen.js, 'settlement.state.SETTLEMENT_OPEN')
  await run(cashier, 'payment_receive', { method: '现金', amount: yuan(5000) })
  await stands(cashier, { state: 'part_paid' })
  // What is still open stands there already.
  await run(cashier, 'payment_receive', { method: '微信支付', reference: '4200000917' })
  await stands(cashier, { state: 'paid' })
  const paid = await ask(cashier, `/api/payment?settlement_id=${seen.settlement}`)
  same(paid.rows.map((one) => [one.method, one.amount]).sort(), [['cash', 5000], ['wechat', seen.total - 5000]], 'payments')
}

/** A payment is reversed by who may, and is due again; the car does not leave unpaid. */
async function reverse() {
  const cashier = await at('cashier')
  const { rows } = await ask(cashier, `/api/payment?settlement_id=${seen.settlement}&method=cash`)
  await cashier.goto(`/payment/${rows[0].id}`)
  await cashier.locator('[data-test=title]').waitFor()
  same(await cashier.locator('[data-test=command-payment_reverse]').count(), 0, 'a cashier may not reverse')
  const manager = await at('store_general_manager')
  await manager.goto(`/payment/${rows[0].id}`)
  await run(manager, 'payment_reverse', { reason: '收错方式' })
  await stands(manager, { state: 'reversed' })
  await cashier.goto(`/settlement/${seen.settlement}`)
  await stands(cashier, { state: 'part_paid' })
  await run(cashier, 'payment_receive', { method: '支付宝', amount: yuan(5000), reference: '2026000917' })
  await stands(cashier, { state: 'paid' })
}

async function deliver() {
  const adviser = await at('service_adviser')
  await opened(adviser, seen.ro, 'repair_order.workshop.WS_HANDOVER')
  await run(adviser, 'repair_order_deliver', { odometer_out: '52003', next_service_km: '62000' })
  await stands(adviser, { business: 'delivered', workshop: 'left', money: 'paid' })
  const caller = await at('customer_service_manager')
  await opened(caller, seen.ro, 'follow_up.state.FU_WAITING')
  await run(caller, 'follow_up_record', { reached: true, score_promise: '5', score_attitude: '5', score_quality: '4',
    score_speed: '5', score_price: '4', note: '满意' })
  await stands(caller, { state: 'reached' })
}

/** Another order: settled, and the settlement taken back by the manager before it is paid. */
async function reopen() {
  const clerk = await at('settlement_clerk')
  const ready = await ask(clerk, '/api/repair_order?workshop=ready')
  await clerk.goto(`/repair_order/${ready.rows[0].id}`)
  await run(clerk, 'repair_order_settle')
  await stands(clerk, { business: 'settled' })
  const manager = await at('store_general_manager')
  await manager.goto(`/repair_order/${ready.rows[0].id}`)
  await run(manager, 'repair_order_unsettle', { reason: '价格开错' })
  await stands(manager, { business: 'in_work', money: 'unbilled' })
}

async function documents() {
  const page = await at('service_adviser')
  const order = await ask(page, `/api/repair_order/${seen.order}`)
  same([order.business, order.workshop, order.parts, order.money, order.rework_count, order.odometer_out],
    ['delivered', 'left', 'issued', 'paid', 1, 52003], 'the order')
  const settlement = await ask(page, `/api/settlement/${seen.settlement}`)
  same([settlement.state, settlement.total, settlement.paid], ['paid', seen.total, seen.total], 'the settlement')
  const payments = (await ask(page, `/api/payment?settlement_id=${seen.settlement}`)).rows
  same(payments.map((one) => `${one.method} ${one.state}`).sort(),
    ['alipay received', 'cash reversed', 'wechat received'], 'the payments')
  same((await ask(page, `/api/appointment/${seen.appointment}`)).state, 'converted', 'the appointment')
  same((await ask(page, `/api/vehicle/${seen.vehicle}`)).odometer_km, 52003, 'the odometer')
  const clocks = await ask(page, `/api/work_clock?assignment_id=${seen.job}`)
  same(clocks.rows.length, 3, 'stretches of work')
  const checks = (await ask(page, `/api/repair_order/${seen.order}/timeline?limit=50`)).events
  holds(checks.filter((one) => one.command === 'repair_order_inspect').length === 2, 'two inspections in the history')
}

export async function visit() {
  const steps = { 'customer, vehicle and appointment': book, 'prepared, arrived': prepare, 'received, estimated': receive, 'what a form begins with': suggestions,
    'agreed line by line': approve, 'dispatched, parts issued': dispatch, 'started, paused, resumed, finished': work,
    'inspected, reworked, inspected, washed': inspect, settled: settle, 'paid by two methods': pay,
    'a payment reversed and taken again': reverse, 'delivered, called': deliver, 'a settlement reversed': reopen,
    'the documents': documents }
  for (const [name, step] of Object.entries(steps))
    if (!await test(`visit: ${name}`, step)) return
}
