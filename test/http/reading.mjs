// reading.mjs - lists, rows, exports, search, what the program says of itself, and what it does not.
import { gunzipSync } from 'node:zlib';
import { check, same, send, sleep } from './client.mjs';
import { refused } from './refusals.mjs';
import { day_from_now, first, order_open, version_of, world as w } from './world.mjs';

const invalid = (...fields) => ({ status: 422, code: 'invalid', fields });

export async function list_questions() {
    const cases = [
        ['limit=0', 'limit range'], ['limit=201', 'limit range'], ['limit=x', 'limit range'],
        ['limit=-1', 'limit range'], ['sort=note', 'sort sort'], ['sort=nonsense', 'sort sort'],
        ['sort=-total', 'sort sort'], ['nonsense=1', 'nonsense unknown'], ['wish=x', 'wish filter'],
        ['business=flying', 'business choice'], ['vehicle_id=x', 'vehicle_id type'],
        ['promised_at_from=yesterday', 'promised_at_from date'], ['business_from=received', 'business_from filter'],
        ['cursor=nonsense', 'cursor ref'], ['cursor=%00', null], ['unit_id=7', 'unit_id ref'],
        ['as_of=2026-01-01', 'as_of unknown'], ['retired=yes', 'retired choice'], ['sums=all', 'sums choice'],
        [`number=${Array(17).fill('a').join(',')}`, 'number range'],
        [`q=${'x'.repeat(101)}`, 'q length'],
    ];
    for (const [query, field] of cases)
        await refused(`list ?${query.slice(0, 30)}`, w.adviser, ['GET', `/api/repair_order?${query}`],
            field !== null ? invalid(field) : { status: 400, code: 'malformed_request' });
    await refused('two wrong at once', w.adviser, ['GET', '/api/repair_order?limit=0&nonsense=1'],
        invalid('limit range', 'nonsense unknown'));
    await refused('65 pairs', w.adviser, ['GET', `/api/repair_order?${'q=x&'.repeat(65)}`],
        { status: 400, code: 'malformed_request' });
    await refused('a name of nothing', w.adviser, ['GET', '/api/repair_order?=x'], invalid(' unknown'));
}

// All pages together are the list, each row once, in order; a cursor from elsewhere is refused.
export async function pages() {
    const all = (await w.adviser.must('GET', '/api/part?sort=code&limit=200')).rows.map((r) => r.code);
    const seen = [];
    let cursor = '', pages = 0;
    do {
        const page = await w.adviser.must('GET', `/api/part?sort=code&limit=3${cursor}`);
        seen.push(...page.rows.map((r) => r.code));
        cursor = page.next === null ? null : `&cursor=${encodeURIComponent(page.next)}`;
    } while (cursor !== null && ++pages < 100);
    same('pages: the whole, in order', seen, all);
    check('pages: sorted', all.every((code, i) => i === 0 || all[i - 1] < code), all);
    const { next } = await w.adviser.must('GET', '/api/part?sort=code&limit=3');
    for (const [name, path] of [
        ['of another sort', `/api/part?cursor=${next}`], ['of another list', `/api/repair_order?sort=promised_at&cursor=${next}`],
        ['cut', `/api/part?sort=code&cursor=${next.slice(0, -3)}`],
        ['changed', `/api/part?sort=code&cursor=${next[0] === 'O' ? 'P' : 'O'}${next.slice(1)}`],
        ['longer', `/api/part?sort=code&cursor=${next}AAAA`]])
        await refused(`cursor ${name}`, w.adviser, ['GET', path], invalid('cursor ref'));
    const filtered = await w.adviser.must('GET', '/api/party?kind=person,supplier&limit=200');
    check('filter by several', filtered.rows.length > 0 &&
        filtered.rows.every((r) => ['person', 'supplier'].includes(r.kind)), filtered.rows.length);
    check('telephones are masked in lists', filtered.rows.every((r) => r.phone === null ||
        r.phone.includes('****') || r.kind === 'supplier'), filtered.rows[0]);
    const one = await w.adviser.must('GET', `/api/party/${filtered.rows.find((r) => r.phone?.includes('*')).id}`);
    check('and whole on the page', /^\d{11}$/.test(one.phone), one.phone);
}

// Every list and report that the person may read, as the model names them: none fails.
export async function every_list() {
    const people = [w.admin, w.adviser, w.keeper];
    for (const entity of w.meta.entities) {
        const answers = await Promise.all(people.map((p) => p.get(`/api/${entity.name}?limit=2&sums=1`)));
        check(`list of ${entity.name}`, answers.every((a) => a.status === 200 || a.status === 403),
            answers.map((a) => `${a.status} ${a.text.slice(0, 200)}`).join('; '));
        const good = answers.find((a) => a.status === 200);
        if (good === undefined)
            continue;
        check(`list of ${entity.name}: its shape`, Array.isArray(good.json.rows) &&
            'next' in good.json && typeof good.json.total === 'number', good.text);
        same(`list of ${entity.name}: its money`, Object.keys(good.json.sums),
            entity.fields.filter((f) => f.kind === 'money').map((f) => f.name));
        for (const field of entity.fields.filter((f) => f.filter && f.choices !== null)) {
            const code = w.meta.choices[field.choices].values[0].code;
            const answer = await w.admin.get(`/api/${entity.name}?${field.name}=${code}&limit=1`);
            check(`list of ${entity.name} by ${field.name}`, [200, 403].includes(answer.status), answer.text);
        }
        for (const field of entity.fields.filter((f) => f.sort)) {
            const answer = await w.adviser.get(`/api/${entity.name}?sort=-${field.name}&limit=1`);
            check(`list of ${entity.name} sorted by ${field.name}`, [200, 403].includes(answer.status),
                answer.text);
        }
    }
}

export async function balances() {
    const rows = [];
    let cursor = '';
    do {
        const page = await w.keeper.must('GET', `/api/stock_balance?limit=7${cursor}`);
        rows.push(...page.rows);
        cursor = page.next === null ? null : `&cursor=${page.next}`;
    } while (cursor !== null && rows.length < 500);
    check('balances: each part once', rows.length >= 20 &&
        new Set(rows.map((r) => r.part_id)).size === rows.length, rows.length);
    const one = await w.keeper.must('GET', `/api/stock_balance?part_id=${rows[0].part_id}`);
    same('balances: of one part', one.rows.map((r) => r.on_hand), [rows[0].on_hand]);
    await refused('balances: a cursor of nothing', w.keeper, ['GET', '/api/stock_balance?cursor=zzz'],
        invalid('cursor ref'));
}

export async function exports_() {
    const json = await w.adviser.get('/api/part/export?format=json');
    const total = (await w.adviser.must('GET', '/api/part?limit=1')).total;
    check('export json: all rows', json.status === 200 && json.json.length === total, json.text);
    const csv = await w.adviser.get('/api/part/export?format=csv');
    check('export csv: head and all rows', csv.type.startsWith('text/csv') && csv.text[0] === '\ufeff' &&
        csv.text.trimEnd().split('\r\n').length === total + 1 &&
        /attachment; filename="part\.csv"/.test(csv.headers['content-disposition']), csv.text.slice(0, 200));
    const book = await w.adviser.get('/api/part/export?format=xlsx');
    check('export xlsx: a workbook', book.bytes.subarray(0, 2).toString() === 'PK', book.type);
    const some = await w.adviser.get('/api/part/export?format=json&origin=original');
    check('export with a filter', some.json.length > 0 && some.json.length < total, some.json.length);
    for (const [query, field] of [['format=pdf', 'format choice'],
        ['format=csv&nonsense=1', 'nonsense unknown'], ['format=csv&sort=note', 'sort sort']])
        await refused(`export ?${query}`, w.adviser, ['GET', `/api/part/export?${query}`], invalid(field));
}

export async function timeline() {
    const order = await order_open(w.adviser), path = `/api/repair_order/${order.id}`;
    await w.adviser.must('POST', `${path}/repair_order_promise`,
        { promised_at: `${day_from_now(5)}T09:00:00Z`, reason: '等配件' });
    const { events } = await w.adviser.must('GET', `${path}/timeline`);
    same('timeline: newest first', events.map((e) => e.command),
        ['repair_order_promise', 'repair_order_open']);
    check('timeline: who, when, what', events[0].actor_kind === 'user' && events[0].version === 2 &&
        events[0].note === '等配件' && events[0].changes.some((c) => c.field === 'promised_at'), events[0]);
    const newest = await w.adviser.must('GET', `${path}/timeline?limit=1`);
    const second = await w.adviser.must('GET', `${path}/timeline?limit=1&cursor=${newest.next}`);
    same('timeline: pages', [newest.events[0].id, second.events[0].id, second.next],
        [events[0].id, events[1].id, null]);
    const seeded = await first(w.accountant, 'account_title', 'sort=id');
    const [made] = (await w.accountant.must('GET', `/api/account_title/${seeded.id}/timeline`)).events.slice(-1);
    same('timeline: what no command did', [made.command, made.label], ['system', '系统处理']);
    await refused('timeline: limit', w.adviser, ['GET', `${path}/timeline?limit=0`], invalid('limit range'));
    await refused('timeline: cursor', w.adviser, ['GET', `${path}/timeline?cursor=x`], invalid('cursor ref'));
    await refused('timeline: unknown', w.adviser, ['GET', `${path}/timeline?sort=x`], invalid('sort unknown'));
}

export async function search() {
    const car = await w.adviser.must('GET', `/api/vehicle/${w.vehicle}`);
    for (const q of [car.plate, car.plate.slice(1), car.plate.toLowerCase(), car.vin.slice(-8), car.vin]) {
        const { hits } = await w.adviser.must('GET', `/api/search?q=${encodeURIComponent(q)}`);
        check(`search ${q}`, hits.some((h) => h.entity === 'vehicle' && h.id === car.id) &&
            hits.length <= 20, hits);
    }
    same('search for nothing', (await w.adviser.must('GET', '/api/search')).hits, []);
    for (const q of ['%', "' OR 1=1 --", '*', '\\', '𠮷', '"', '%25%25'])
        check(`search ${q}`, (await w.adviser.get(`/api/search?q=${encodeURIComponent(q)}`)).status === 200);
    await refused('search too long', w.adviser, ['GET', `/api/search?q=${'x'.repeat(101)}`],
        invalid('q length'));
}

async function of_another_store(report) {
    const unit = report.params.find((p) => p.ref === 'unit');
    const dates = report.params.filter((p) => p.kind === 'date').map((p) => `&${p.name}=2026-01-01`);
    const parts = report.params.filter((p) => p.ref === 'part').map((p) => `&${p.name}=${w.part}`);
    if (unit === undefined)
        return;
    const path = `/api/reports/${report.name}?${unit.name}=${w.elsewhere}${dates.join('')}${parts.join('')}`;
    for (const person of [w.adviser, w.keeper, w.cashier, w.accountant]) {
        const answer = await person.get(path);
        check(`report ${report.name}: not of another store`, [403, 422].includes(answer.status),
            `${answer.status} ${answer.text}`);
    }
}

export async function reports() {
    await refused('report: none', w.adviser, ['GET', '/api/reports/nonsense'], { status: 404, code: 'no_such' });
    await refused('report: missing', w.adviser, ['GET', '/api/reports/day_load'], invalid('day required'));
    await refused('report: unknown', w.adviser, ['GET', '/api/reports/day_load?day=2026-01-01&x=1'],
        invalid('x unknown'));
    await refused('report: no date', w.adviser, ['GET', '/api/reports/day_load?day=x'], invalid('day date'));
    await refused('report: no boolean', w.keeper, ['GET', '/api/reports/stock_on_hand?below_minimum=7'],
        invalid('below_minimum type'));
    for (const report of w.meta.reports)
        await of_another_store(report);
    const stock = await w.keeper.must('GET', '/api/reports/stock_on_hand');
    check('report: totals are sums', stock.rows.length >= 20 && stock.totals.value ===
        stock.rows.reduce((sum, r) => sum + r.value, 0), stock.totals);
}

// Every address of the description answers, and none breaks.
export async function description() {
    const api = await send('GET', '/api/openapi.json');
    const doc = api.json;
    check('openapi: 3.1', api.status === 200 && /^3\.1\./.test(doc?.openapi) && doc.info.title.length > 0,
        api.text.slice(0, 200));
    const missing = JSON.stringify(doc).match(/"#\/components\/schemas\/[^"]+"/g)
        .map((ref) => JSON.parse(ref).split('/').pop()).filter((name) => !doc.components.schemas[name]);
    same('openapi: every reference is there', missing, []);
    let asked = 0;
    for (const [path, methods] of Object.entries(doc.paths)) {
        if (methods.get === undefined || path.endsWith('/events'))
            continue;
        const bare = path.startsWith('/api/') || /^\/(healthz|readyz|metrics)/.test(path) ? path : `/api${path}`;
        const entity = bare.split('/')[2];
        let at = bare;
        if (bare.includes('{id}')) {
            const list = await w.admin.get(`/api/${entity}?limit=1`);
            const id = list.json?.rows?.[0]?.id;
            if (id === undefined)
                continue;
            at = bare.replace('{id}', id);
        }
        at = at.replace('{entity}/export', 'unit/export').replace('{name}', w.meta.processes[0].name);
        const answer = await w.admin.get(at.replace(/\{\w+\}/g, 'x'));
        check(`openapi: GET ${path}`, answer.status < 500 && answer.status !== 404, `${answer.status} ${answer.text}`);
        asked++;
    }
    check('openapi: addresses were asked', asked > 60, asked);
    const ids = Object.values(doc.paths).flatMap((p) => Object.values(p)).map((o) => o.operationId)
        .filter((id) => id !== undefined);
    same('openapi: operations by name, once', ids.length, new Set(ids).size);
}

// What says the same to many goes compressed, each form under a tag of its own.
export async function compressed() {
    for (const path of ['/api/meta', '/api/openapi.json']) {
        const plain = await w.adviser.get(path);
        const packed = await w.adviser.get(path, { 'Accept-Encoding': 'gzip' });
        check(`${path}: compressed`, packed.headers['content-encoding'] === 'gzip' && packed.headers.vary === 'Accept-Encoding' &&
            gunzipSync(packed.bytes).equals(plain.bytes) && packed.bytes.length < plain.bytes.length / 4, packed.bytes.length);
        check(`${path}: plain where it is not asked for`, plain.headers['content-encoding'] === undefined, plain.headers);
        const tags = [plain.headers.etag, packed.headers.etag];
        check(`${path}: tags`, tags[0] !== tags[1], tags);
        const again = await w.adviser.get(path, { 'Accept-Encoding': 'gzip', 'If-None-Match': tags[1] });
        same(`${path}: 304`, [again.status, again.bytes.length], [304, 0]);
    }
}

export async function health() {
    for (const path of ['/healthz', '/readyz'])
        same(path, (await send('GET', path)).status, 200);
    const metrics = await send('GET', '/metrics');
    check('metrics', /^text\/plain/.test(metrics.type) && metrics.text.split('\n').every((line) =>
        line === '' || /^# (HELP|TYPE) \w+ /.test(line) || /^\w+(\{[^}]*\})? -?[\d.e+]+$/.test(line)) &&
        /workbay_commands_total\{end="done"\} [1-9]/.test(metrics.text), metrics.text.slice(0, 400));
    const meta = await w.adviser.get('/api/meta');
    const again = await w.adviser.get('/api/meta', { 'If-None-Match': meta.headers.etag });
    check('meta: 304 for the same', again.status === 304 && again.bytes.length === 0, again.status);
    const other = await w.keeper.get('/api/meta', { 'If-None-Match': meta.headers.etag });
    check('meta: another\'s duties are another', other.status === 200, other.status);
}

// What happens is told at once, to whom it concerns, and after a break from where it broke.
export async function events() {
    const hear = async (person, headers, ms, act) => {
        const stop = new AbortController(), port = process.env.WORKBAY_PORT;
        const answer = await fetch(`http://127.0.0.1:${port}/api/events?topics=party,repair_order`,
            { headers: { Cookie: person.cookie, ...headers }, signal: stop.signal });
        let text = '';
        const reading = (async () => {
            for await (const piece of answer.body)
                text += Buffer.from(piece).toString();
        })().catch(() => {});
        await act?.();
        await sleep(ms);
        stop.abort();
        await reading;
        return { type: answer.headers.get('content-type'), status: answer.status,
            events: text.split('\n\n').filter((e) => /^data: /m.test(e)).map((e) => ({
                id: /^id: (\d+)$/m.exec(e)?.[1], name: /^event: (\w+)$/m.exec(e)?.[1],
                data: JSON.parse(/^data: (.*)$/m.exec(e)[1]) })) };
    };
    let row, order;
    const live = await hear(w.adviser, {}, 300, async () => {
        row = await w.adviser.must('POST', '/api/party', { name: '消息', kind: 'person' });
        order = await order_open(w.other);
    });
    const told = live.events.find((e) => e.data.id === row.id);
    check('events: told at once', live.status === 200 && live.type.startsWith('text/event-stream') &&
        told?.name === 'change' && told.data.command === 'party_create' && told.data.version === 1, live);
    check('events: not of another store', live.events.every((e) => e.data.id !== order.id), live.events);
    const missed = await w.adviser.must('POST', '/api/party', { name: '错过', kind: 'person' });
    const back = await hear(w.adviser, { 'Last-Event-ID': told.id }, 200);
    same('events: resumed, once and nothing before', back.events.filter((e) =>
        [row.id, missed.id].includes(e.data.id)).map((e) => e.data.id), [missed.id]);
    await events_of_all(w.admin);
    const streams = await Promise.all(Array.from({ length: 6 }, () => hear(w.buyer, {}, 300)));
    same('events: four streams a person', streams.map((s) => s.status).sort(),
        [200, 200, 200, 200, 429, 429]);
}

// Who missed much is told in parts: each ends by itself and says where to go on.
async function events_of_all(person) {
    for (let i = 0; i < 300; i += 20)
        await Promise.all(Array.from({ length: 20 }, (_, k) => person.must('POST', '/api/unit',
            { name: `单位 ${i + k}`, code: `U${i + k}`, kind: 'region', parent_id: w.admin.session.unit.id })));
    const parts = [];
    let last = '1', open = false;
    for (let asked = 0; !open && asked < 20; asked++) {
        const answer = await fetch(`http://127.0.0.1:${process.env.WORKBAY_PORT}/api/events`,
            { headers: { Cookie: person.cookie, 'Last-Event-ID': last } });
        const reader = answer.body.getReader();
        let text = '';
        for (;;) {
            const piece = await Promise.race([reader.read(), sleep(400)]);
            open = piece === undefined;
            if (open || piece.done)
                break;
            text += Buffer.from(piece.value).toString();
        }
        await reader.cancel();
        parts.push(...[...text.matchAll(/^id: (\d+)\nevent: change/gm)].map((m) => m[1]));
        last = [...text.matchAll(/^id: (\d+)$/gm)].pop()?.[1] ?? last;
    }
    check('events: all of them, in parts', open && parts.length > 500 && parts.every((id, i) =>
        i === 0 || BigInt(parts[i - 1]) < BigInt(id)), parts.length);
}

export async function own_session() {
    const before = await w.adviser.must('GET', '/api/session');
    await refused('session: unknown field', w.adviser, ['PATCH', '/api/session', { colour: 'red' }],
        invalid('colour unknown'));
    await refused('session: language of nowhere', w.adviser, ['PATCH', '/api/session',
        { language: 'xx', unit_id: w.store }], invalid('language choice'));
    await refused('session: a short password', w.adviser, ['PATCH', '/api/session',
        { password: 'demo', new_password: 'short' }], invalid('new_password short'));
    await refused('session: log-in with more', w.adviser, ['POST', '/api/session',
        { user: 'admin', password: 'demo', role: 'root' }], invalid('role unknown'));
    same('session: as before', await w.adviser.must('GET', '/api/session'), before);
    await w.adviser.must('PATCH', '/api/session', { language: 'en' });
    const answer = await w.adviser.get('/api/party/1', { 'Accept-Language': null });
    check('session: the person\'s language', /There is no/.test(answer.json.detail), answer.text);
    await w.adviser.must('PATCH', '/api/session', { language: 'zh' });
    same('row\'s version by version_of', await version_of(w.adviser, 'repair_order', w.order.id), 1);
}

// The dark modules of a path "M0 0h7v1h-7z…", by row.
function modules({ side, path }) {
    const rows = Array.from({ length: side }, () => Array(side).fill(0));
    for (const [, x, y, n] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\3z/g))
        rows[y].fill(1, Number(x), Number(x) + Number(n));
    return rows;
}

export async function qr_codes() {
    const text = `https://store.example/c/${'x'.repeat(40)}`;
    const answer = await w.adviser.must('POST', '/api/qr', { text });
    const dark = modules(answer);
    const finder = (x, y) => dark.slice(y, y + 7).map((row) => row.slice(x, x + 7).join('')).join(' ');
    const eye = '1111111 1000001 1011101 1011101 1011101 1000001 1111111';
    check('qr: a side that QR codes have', answer.side >= 21 && answer.side % 4 === 1, answer.side);
    same('qr: its three eyes', [finder(0, 0), finder(answer.side - 7, 0), finder(0, answer.side - 7)], [eye, eye, eye]);
    check('qr: the fourth corner has none', finder(answer.side - 7, answer.side - 7) !== eye);
    check('qr: another text is another code', (await w.adviser.must('POST', '/api/qr', { text: `${text}y` })).path !== answer.path);
    check('qr: as long as may be', (await w.adviser.must('POST', '/api/qr', { text: 'x'.repeat(500) })).side > answer.side);
    for (const [body, fault] of [[{}, 'text required'], [{ text: '' }, 'text required'], [{ text: 7 }, 'text required'],
        [{ text: 'x'.repeat(501) }, 'text length'], [{ text, size: 3 }, 'size unknown']])
        await refused(`qr: ${JSON.stringify(body).slice(0, 40)}`, w.adviser, ['POST', '/api/qr', body], invalid(fault));
}
