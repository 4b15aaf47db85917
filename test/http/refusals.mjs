// refusals.mjs - what is said to input that is wrong: the status, the shape, the language, the field;
// and that nothing was changed by it.
import { check, same } from './client.mjs';
import { count, day_from_now, order_open, tomorrow, version_of, world as w } from './world.mjs';

// What is quoted may be in any language.
function in_language(text, english) {
    return /[\u4e00-\u9fff]/.test(text.replace(/"[^"]*"|“[^”]*”/g, '')) === !english;
}

// The problem of one answer; texts in the language that was asked for.
export function problem(name, answer, { status, code, fields, english }) {
    const p = answer.json;
    if (!check(`${name}: ${status}`, answer.status === status, `${answer.status} ${answer.text}`))
        return;
    check(`${name}: is a problem`, answer.type === 'application/problem+json' && p !== null &&
        p.type === `urn:workbay:refusal:${p.code}` && p.status === status && Array.isArray(p.fields) &&
        'reference' in p && p.reference === null && p.title.length > 0, answer.text);
    if (p === null)
        return;
    same(`${name}: code`, p.code, code);
    check(`${name}: detail in the language asked`, typeof p.detail === 'string' &&
        in_language(p.detail, english), p.detail);
    if (fields)
        same(`${name}: fields`, p.fields.map((f) => `${f.field} ${f.code}`).sort(), [...fields].sort());
    for (const f of p.fields)
        check(`${name}: field in the language asked`, in_language(f.text, english), f);
}

// Sent once in Chinese and once in English by `person`; the same rows are there afterwards.
export async function refused(name, person, [method, path, body], { headers = {}, ...wanted }) {
    const before = await count();
    for (const english of [false, true]) {
        const answer = await person.send(method, path,
            { body, headers: { 'Accept-Language': english ? 'en' : 'zh-CN', ...headers } });
        problem(`${name} (${english ? 'en' : 'zh'})`, answer, { ...wanted, english });
    }
    same(`${name}: nothing changed`, await count(), before);
}

const party = (more) => ({ name: '测试', kind: 'person', ...more });
const credit = (more) => ({ party_id: w.party, credit_limit: 100, reason: '测试', ...more });
const malformed = { status: 400, code: 'malformed' };
const invalid = (...fields) => ({ status: 422, code: 'invalid', fields });

export async function malformed_bodies() {
    const deep = '{"name":'.repeat(200) + '1' + '}'.repeat(200);
    const bodies = {
        'cut JSON': '{"name":"x"', 'no JSON': 'name=x', 'nothing': '', 'an array': '[]', 'a number': '7',
        'text after it': '{"name":"x","kind":"person"} {}', 'deep nesting': deep,
        'many brackets': '['.repeat(100000), 'duplicate keys': '{"name":"a","name":"b","kind":"person"}',
        'NaN': '{"name":NaN}', 'a comment': '{"name":"x"/**/}', 'a single quote': "{'name':'x'}",
        'invalid UTF-8': Buffer.from([0x7b, 0x22, 0x61, 0x22, 0x3a, 0x22, 0xff, 0xfe, 0x22, 0x7d]),
        'an overlong form': Buffer.from('{"name":"\xc0\xaf","kind":"person"}', 'latin1'),
        'a surrogate alone': '{"name":"\\ud800","kind":"person"}',
        'NUL in a string': '{"name":"a\\u0000b","kind":"person"}', 'a raw NUL': '{"name":"a\0b"}',
        'a number out of range': '{"name":"x","kind":"person","credit_limit":1e400}',
        'an integer out of range': '{"name":"x","kind":"person","credit_limit":92233720368547758080}',
    };
    for (const [name, body] of Object.entries(bodies))
        await refused(`body: ${name}`, w.adviser, ['POST', '/api/party', body], malformed);
    await refused('body: over-long', w.adviser, ['POST', '/api/party',
        party({ note: 'x'.repeat(1100000) })], { status: 413, code: 'body_too_long' });
}

export async function fields() {
    const cases = [
        ['unknown', { nonsense: 1 }, 'nonsense unknown'],
        ['unknown, its name is not Latin', { 胡说: 1 }, '胡说 unknown'],
        ['read-only', { merged_into_id: w.party }, 'merged_into_id readonly'],
        ['a boolean for text', { note: true }, 'note type'],
        ['a number for a boolean', { no_follow_up: 1 }, 'no_follow_up type'],
        ['an object for text', { note: {} }, 'note type'],
        ['a number for a choice', { source: 1 }, 'source type'],
        ['an unknown choice', { source: 'moon' }, 'source choice'],
        ['too long', { tax_number: 'x'.repeat(21) }, 'tax_number length'],
        ['a control character', { note: 'a\u0001b' }, 'note text'],
        ['a wrong telephone', { phone: '12' }, 'phone phone_bad'],
    ];
    for (const [name, more, field] of cases)
        await refused(`field: ${name}`, w.adviser, ['POST', '/api/party', party(more)], invalid(field));
    const amounts = [
        ['text', '100', 'type'], ['a float', 10.5, 'type'], ['beyond the limit', 1000000000001, 'range'],
        ['below zero', -1, 'range'],
    ];
    for (const [name, credit_limit, code] of amounts)
        await refused(`money: ${name}`, w.adviser, ['POST', '/api/credit_request', credit({ credit_limit })],
            invalid(`credit_limit ${code}`));
    await refused('money: a whole float', w.adviser, ['POST', '/api/credit_request',
        JSON.stringify(credit()).replace('100', '100.0')], invalid('credit_limit type'));
    await refused('field: what only others set', w.adviser, ['POST', '/api/party',
        party({ credit_limit: 100 })], invalid('credit_limit readonly'));
    await refused('field: missing', w.adviser, ['POST', '/api/party', {}],
        invalid('name required', 'kind required'));
    await refused('field: null where required', w.adviser, ['POST', '/api/party',
        { name: null, kind: 'person' }], invalid('name required'));
    await refused('field: several at once', w.adviser, ['POST', '/api/party',
        party({ nonsense: 1, no_follow_up: 'yes', source: 0.1 })],
        invalid('nonsense unknown', 'no_follow_up type', 'source type'));
    await refused('field: an id that is a number', w.adviser, ['POST', '/api/vehicle',
        { plate: '粤B77777', owner_id: 7 }], invalid('owner_id type'));
    await refused('field: an id that is none', w.adviser, ['POST', '/api/vehicle',
        { plate: '粤B77777', owner_id: "1' OR 1=1" }], invalid('owner_id ref'));
    await refused('field: an id of nobody', w.adviser, ['POST', '/api/vehicle',
        { plate: '粤B77777', owner_id: '42' }], invalid('owner_id ref'));
    await refused('field: a wrong time', w.adviser, ['POST', '/api/repair_order',
        { vehicle_id: w.vehicle, nature: 'repair', category: 'minor', odometer_in: 1,
            promised_at: '2026-02-30T25:00:00Z' }], invalid('promised_at date'));
}

export async function limits() {
    const receipt = (quantity, price) => ['POST', '/api/stock_receipt',
        { supplier_id: w.supplier, lines: [{ part_id: w.part, quantity, price }] }];
    // The amount is taken; so much must be agreed to by a post that nobody holds in this small chain.
    await refused('money at the limit', w.adviser, ['POST', '/api/credit_request',
        credit({ credit_limit: 1000000000000 })], { status: 409, code: 'approval_nobody' });
    const most = await w.keeper.must('POST', '/api/stock_receipt', receipt(1000000000, 1000000)[2]);
    check('quantity at the limit is kept', most.total === 100000000, most);
    await w.keeper.must('POST', `/api/stock_receipt/${most.id}/stock_receipt_cancel`, { reason: '试' });
    const line = (name) => `lines[0].${name} range`;
    await refused('quantity beyond the limit', w.keeper, receipt(1000000001, 1000000),
        invalid(line('quantity')));
    await refused('quantity none', w.keeper, receipt(0, 1000000), invalid(line('quantity')));
    await refused('price below zero', w.keeper, receipt(1000, -1), invalid(line('price')));
    await refused('price beyond the limit', w.keeper, receipt(1000, 1000000000001),
        invalid(line('price')));
    await refused('a total beyond the limit', w.keeper, receipt(1000000000, 1000000000000),
        invalid('total range'));
    await refused('501 lines', w.keeper, ['POST', '/api/stock_receipt', { supplier_id: w.supplier,
        lines: Array(501).fill({ part_id: w.part, quantity: 1000, price: 1 }) }],
        invalid('lines range'));
    await refused('a line that is none', w.keeper, ['POST', '/api/stock_receipt',
        { supplier_id: w.supplier, lines: [1] }], invalid('lines type'));
    await refused('no lines', w.keeper, ['POST', '/api/stock_receipt',
        { supplier_id: w.supplier, lines: [] }], invalid('lines stock_no_lines'));
    await refused('a line with an unknown field', w.keeper, ['POST', '/api/stock_receipt',
        { supplier_id: w.supplier, lines: [{ part_id: w.part, quantity: 1000, price: 1, colour: 'red' }] }],
        invalid('lines[0].colour unknown'));
}

// Another store's rows are not there: neither to read nor to change nor to refer to.
export async function strangers() {
    const there = `/api/repair_order/${w.foreign_order.id}`, gone = { status: 404, code: 'not_found' };
    const version = await version_of(w.other, 'repair_order', w.foreign_order.id);
    await refused('stranger reads', w.adviser, ['GET', there], gone);
    await refused('stranger reads the timeline', w.adviser, ['GET', `${there}/timeline`], gone);
    await refused('stranger edits', w.adviser, ['PATCH', there, { wish: 'x' }],
        { ...gone, headers: { 'If-Match': `"${version}"` } });
    await refused('stranger commands', w.adviser,
        ['POST', `${there}/repair_order_estimate`, {}], gone);
    await refused('stranger asks for the list', w.adviser,
        ['GET', `/api/repair_order?unit_id=${w.elsewhere}`], invalid('unit_id ref'));
    await refused('stranger asks for the export', w.adviser,
        ['GET', `/api/repair_order/export?format=csv&unit_id=${w.elsewhere}`], invalid('unit_id ref'));
    await refused('stranger makes a row there', w.adviser, ['POST', '/api/appointment',
        { unit_id: w.elsewhere, vehicle_id: w.vehicle, channel: 'phone', kind: 'repair',
            day: day_from_now(3), slot: 540, minutes: 30 }], invalid('unit_id ref'));
    await refused('stranger moves there', w.adviser, ['PATCH', '/api/session',
        { unit_id: w.elsewhere }], invalid('unit_id ref'));
    const bulk = await w.adviser.must('POST', '/api/repair_order/bulk/repair_order_estimate',
        { ids: [w.foreign_order.id] });
    check('stranger in bulk', bulk.results[0].status === 404, bulk);
    const list = (await w.adviser.must('GET', '/api/repair_order?limit=200')).rows;
    check('list without the stranger\'s', list.every((row) => row.unit_id === w.store), list.length);
    const hits = (await w.adviser.must('GET', `/api/search?q=${w.foreign_order.number}`)).hits;
    same('search without the stranger\'s', hits.filter((h) => h.id === w.foreign_order.id), []);
    same('stranger changed nothing', await version_of(w.other, 'repair_order', w.foreign_order.id),
        version);
}

// Ids of nothing, states that do not allow it, duties that are missing.
export async function not_now() {
    for (const id of ['1', '0', '-1', 'x', '9223372036854775807', '9223372036854775808', '1e3', '%20'])
        await refused(`id ${id}`, w.adviser, ['GET', `/api/repair_order/${id}`],
            { status: 404, code: 'not_found' });
    await refused('no such entity', w.adviser, ['GET', '/api/spaceship'],
        { status: 404, code: 'no_such' });
    await refused('an inner table', w.adviser, ['GET', '/api/login_session'],
        { status: 404, code: 'no_such' });
    await refused('no such command', w.adviser, ['POST', `/api/repair_order/${w.order.id}/fly`, {}],
        { status: 404, code: 'no_such' });
    await refused('a command of another entity', w.adviser,
        ['POST', `/api/repair_order/${w.order.id}/appointment_confirm`, {}],
        { status: 404, code: 'no_such' });
    await refused('an inner command', w.adviser,
        ['POST', `/api/repair_order/${w.order.id}/repair_order_paid`, {}],
        { status: 404, code: 'no_such' });
    await refused('state', w.adviser, ['POST', `/api/repair_order/${w.order.id}/repair_order_approve`,
        { total: 0 }], { status: 409, code: 'state' });
    await refused('duty to change', w.keeper, ['POST', `/api/repair_order/${w.order.id}/repair_order_void`,
        { reason: 'x' }], { status: 403, code: 'forbidden' });
    await refused('duty to create', w.keeper, ['POST', '/api/party', party()],
        { status: 403, code: 'forbidden' });
    await refused('duty to read', w.adviser, ['GET', '/api/ledger_entry'],
        { status: 403, code: 'forbidden' });
    await refused('duty to report', w.adviser, ['GET', '/api/reports/trial_balance?month=202601'],
        { status: 403, code: 'forbidden' });
    await refused('duty to export', w.adviser, ['GET', '/api/voucher/export?format=csv'],
        { status: 403, code: 'forbidden' });
    await refused('already used', w.adviser, ['POST', '/api/vehicle',
        { plate: (await w.adviser.must('GET', `/api/vehicle/${w.vehicle}`)).plate, owner_id: w.party }],
        { status: 409, code: 'taken' });
}
