// races.mjs - many callers at once for what there is little of: as many win as there is, not one more.
import { check, same } from './client.mjs';
import { car_new, day_from_now, order_open, version_of, world as w } from './world.mjs';

const THERE_ARE = 5, ASK = 24;

function outcome(name, answers, wins, code) {
    const refused = answers.filter((a) => a.status >= 300);
    same(`${name}: winners`, answers.length - refused.length, wins);
    check(`${name}: the others are told why`, refused.every((a) => a.status === 409 &&
        a.json?.code === code && /[\u4e00-\u9fff]/.test(a.json.detail)),
        refused.map((a) => `${a.status} ${a.json?.code}`).join(' '));
}

async function stocked_part(code) {
    const part = await w.buyer.must('POST', '/api/part',
        { code, name: `紧俏件 ${code}`, unit: '只', origin: 'original', price: 10000000 });
    const receipt = await w.keeper.must('POST', '/api/stock_receipt', { supplier_id: w.supplier,
        lines: [{ part_id: part.id, quantity: THERE_ARE * 1000, price: 6000000 }] });
    return { part, receive: () => w.keeper.must('POST',
        `/api/stock_receipt/${receipt.id}/stock_receipt_receive`, {}) };
}

async function on_hand(part) {
    const report = await w.keeper.must('GET', `/api/reports/stock_on_hand?store_id=${w.store}`);
    const row = report.rows.find((one) => one.code === part.code);
    return row === undefined ? 0 : row.on_hand;
}

export async function last_part_adjusted() {
    const { part, receive } = await stocked_part('RACE-1');
    await receive();
    same('five are there', await on_hand(part), THERE_ARE * 1000);
    const answers = await Promise.all(Array.from({ length: ASK }, () => w.keeper.send('POST',
        '/api/stock_adjustment', { body: { reason: '盘亏', lines: [{ part_id: part.id, change: -1000 }] } })));
    outcome('the last part, adjusted', answers, THERE_ARE, 'stock_short');
    same('the last part, adjusted: none is left', await on_hand(part), 0);
}

export async function last_part_issued() {
    const { part, receive } = await stocked_part('RACE-2');
    const orders = [];
    for (let i = 0; i < ASK; i++)
        orders.push(ready_order(part));
    const ready = await Promise.all(orders);
    await receive();
    const answers = await Promise.all(ready.map((id) => w.keeper.send('POST',
        `/api/repair_order/${id}/repair_order_issue`, { body: {} })));
    outcome('the last part, issued', answers, THERE_ARE, 'stock_short');
    same('the last part, issued: none is left', await on_hand(part), 0);
}

async function ready_order(part) {
    const order = await order_open(w.adviser, { lines: [{ kind: 'part', part_id: part.id, quantity: 1000 }] });
    const path = `/api/repair_order/${order.id}`;
    await w.adviser.must('POST', `${path}/repair_order_estimate`, {});
    const { total } = await w.adviser.must('GET', path);
    await w.adviser.must('POST', `${path}/repair_order_approve`, { total });
    return order.id;
}

export async function last_slot() {
    const day = day_from_now(6), slot = 600, minutes = 30;
    const load = async () => (await w.adviser.must('GET', `/api/reports/day_load?day=${day}&kind=repair`)).rows
        .find((row) => row.slot === slot);
    const { capacity, booked } = await load();
    const room = Math.floor((capacity - booked) / minutes);
    check('the slot has room, and not for all', room > 0 && room < ASK, { capacity, booked });
    const cars = await Promise.all(Array.from({ length: ASK }, () => car_new(w.adviser)));
    const answers = await Promise.all(cars.map((car) => w.adviser.send('POST', '/api/appointment',
        { body: { vehicle_id: car.id, channel: 'phone', kind: 'repair', day, slot, minutes } })));
    outcome('the last slot', answers, room, 'booking_full');
    same('the last slot: booked', (await load()).booked, booked + room * minutes);
}

// Two people edit what they both saw: one wins, the other is told.
export async function one_version() {
    const row = await w.adviser.must('POST', '/api/party', { name: '同时', kind: 'person' });
    const answers = await Promise.all(Array.from({ length: ASK }, (_, i) => w.adviser.send('PATCH',
        `/api/party/${row.id}`, { body: { note: `第 ${i}` }, headers: { 'If-Match': '"1"' } })));
    same('one edit wins', answers.map((a) => a.status).sort().join(' '),
        ['200', ...Array(ASK - 1).fill('412')].join(' '));
    same('one edit is kept', await version_of(w.adviser, 'party', row.id), 2);
}

// Numbers follow each other without a gap, whoever asks for them.
export async function numbers() {
    const orders = await Promise.all(Array.from({ length: ASK }, () => order_open(w.adviser)));
    const numbers = orders.map((o) => Number(o.number.split('-').pop())).sort((a, b) => a - b);
    check('numbers without gap or double', numbers.every((n, i) => n === numbers[0] + i), numbers);
}
