// changing.mjs - how changes are asked for: tokens against forgery, methods, types, versions, keys.
import { check, same, send } from './client.mjs';
import { problem, refused } from './refusals.mjs';
import { count, order_open, tomorrow, version_of, world as w } from './world.mjs';

const party = { name: '改动', kind: 'person' };

export async function who_is_not_known() {
    const before = await count();
    const nobody = { Cookie: null, 'X-CSRF-Token': null };
    for (const path of ['/api/session', '/api/meta', '/api/party', '/api/search?q=x', '/api/work',
        '/api/events', '/api/file/1', '/api/job', '/api/reports/day_load', '/api/spaceship'])
        await refused(`nobody asks ${path}`, w.adviser, ['GET', path],
            { status: 401, code: 'unauthorized', headers: nobody });
    for (const [name, headers] of Object.entries({
        'a made-up cookie': { Cookie: `workbay=${'a'.repeat(64)}` },
        'an empty cookie': { Cookie: 'workbay=' },
        'a cookie of another name': { Cookie: w.adviser.cookie.replace('workbay', '__Host-workbay') },
        'a cookie cut short': { Cookie: w.adviser.cookie.slice(0, -1) },
        'a cookie as a token': { Cookie: null, Authorization: `Bearer ${w.adviser.cookie.split('=')[1]}` },
        'a made-up token': { Cookie: null, Authorization: `Bearer ${'0'.repeat(64)}` },
        'basic': { Cookie: null, Authorization: 'Basic YWRtaW46ZGVtbw==' },
    }))
        await refused(`nobody: ${name}`, w.adviser, ['POST', '/api/party', party],
            { status: 401, code: 'unauthorized', headers });
    const answer = await send('GET', '/api/party');
    check('401 names the scheme', answer.headers['www-authenticate'] === 'Bearer', answer.headers);
    same('nobody changed anything', await count(), before);
}

export async function forgery() {
    for (const [name, token] of Object.entries({ missing: null, empty: '', wrong: 'f'.repeat(64),
        'another person\'s': w.keeper.csrf, 'cut short': w.adviser.csrf.slice(1) })) {
        const wanted = { status: 403, code: 'csrf', headers: { 'X-CSRF-Token': token } };
        await refused(`csrf ${name}: create`, w.adviser, ['POST', '/api/party', party], wanted);
        await refused(`csrf ${name}: edit`, w.adviser, ['PATCH', `/api/party/${w.party}`, { note: 'x' }],
            { ...wanted, headers: { ...wanted.headers, 'If-Match': '"1"' } });
        await refused(`csrf ${name}: command`, w.adviser,
            ['POST', `/api/repair_order/${w.order.id}/repair_order_estimate`, {}], wanted);
        await refused(`csrf ${name}: file`, w.adviser, ['POST', '/api/file', 'x'], wanted);
        await refused(`csrf ${name}: log out`, w.adviser, ['DELETE', '/api/session'], wanted);
        await refused(`csrf ${name}: session`, w.adviser, ['PATCH', '/api/session', { language: 'en' }],
            wanted);
    }
    check('still logged in', (await w.adviser.get('/api/session')).status === 200);
}

export async function methods() {
    const order = `/api/repair_order/${w.order.id}`;
    for (const [method, path, allow] of [
        ['DELETE', '/api/party', 'GET, HEAD, POST'], ['PUT', `/api/party/${w.party}`, 'GET, HEAD, PATCH'],
        ['DELETE', `/api/party/${w.party}`, 'GET, HEAD, PATCH'], ['PATCH', '/api/party', 'GET, HEAD, POST'],
        ['POST', '/api/meta', 'GET, HEAD'], ['POST', '/api/search', 'GET, HEAD'],
        ['POST', '/api/work', 'GET, HEAD'], ['DELETE', '/api/reports/day_load', 'GET, HEAD'],
        ['PUT', '/api/session', 'GET, HEAD, POST, PATCH, DELETE'], ['GET', '/api/party/bulk/party_edit', 'POST'],
        ['GET', `${order}/repair_order_void`, 'POST'], ['POST', '/api/party/export', 'GET, HEAD'],
        ['POST', `${order}`, 'GET, HEAD, PATCH'], ['GET', '/api/file', 'POST'], ['GET', '/api/qr', 'POST'],
        ['POST', '/api/openapi.json', 'GET, HEAD'], ['POST', '/api/stock_move', 'GET, HEAD'],
        ['GET', '/api/import/party', 'POST'], ['POST', `${order}/timeline`, 'GET, HEAD']]) {
        await refused(`${method} ${path}`, w.adviser, [method, path, method === 'GET' ? undefined : {}],
            { status: 405, code: 'method' });
        const answer = await w.adviser.send(method, path, { body: method === 'GET' ? undefined : {} });
        same(`${method} ${path}: Allow`, answer.headers.allow, allow);
    }
    for (const method of ['OPTIONS', 'TRACE']) {
        const answer = await w.adviser.send(method, '/api/party');
        problem(`${method}`, answer, { status: 405, code: 'method_not_allowed', english: false });
    }
    const odd = await w.adviser.send('REPORT', '/api/party');
    check('an unknown method', odd.status === 501 && odd.json.reference !== null, odd.text);
}

export async function types() {
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data',
        'application/xml', 'application/jsonx', ''])
        await refused(`type ${type || 'none'}`, w.adviser, ['POST', '/api/party', JSON.stringify(party)],
            { status: 415, code: 'media', headers: { 'Content-Type': type } });
    const charset = await w.adviser.send('POST', '/api/party',
        { body: party, headers: { 'Content-Type': 'Application/JSON; charset=utf-8' } });
    check('type with a charset', charset.status === 201, charset.text);
}

export async function versions() {
    const row = await w.adviser.send('POST', '/api/party', { body: { name: '版本', kind: 'person', note: 'a' } });
    const path = row.headers.location, edit = ['PATCH', path, { note: 'b' }];
    check('create: Location and ETag', path === `/api/party/${row.json.id}` &&
        row.headers.etag === '"1"' && row.json.version === 1, row.headers);
    await refused('a wrong Pressed-At', w.adviser, ['POST', `/api/repair_order/${w.order.id}/repair_order_estimate`, {}],
        { status: 422, code: 'invalid', fields: ['Pressed-At date'], headers: { 'Pressed-At': 'yesterday' } });
    await refused('no If-Match', w.adviser, edit, { status: 428, code: 'need_version' });
    for (const stale of ['"0"', '"2"', 'x', '1', '""', 'W/"1"', '"1', '"99999999999999999999"'])
        await refused(`If-Match ${stale}`, w.adviser, edit,
            { status: 412, code: 'stale', headers: { 'If-Match': stale } });
    const done = await w.adviser.send(...edit.slice(0, 2), { body: edit[2], headers: { 'If-Match': '"1"' } });
    check('edit: the row and its ETag', done.status === 200 && done.json.note === 'b' &&
        done.headers.etag === '"2"' && done.json.name === '版本', done.text);
    await refused('If-Match of before', w.adviser, edit,
        { status: 412, code: 'stale', headers: { 'If-Match': '"1"' } });
    const patch = async (body) => (await w.adviser.send('PATCH', path,
        { body, headers: { 'If-Match': `"${await version_of(w.adviser, 'party', row.json.id)}"` } }));
    check('absent is untouched', (await patch({ address: '深圳' })).json.note === 'b');
    check('null empties', (await patch({ note: null })).json.note === null);
    const same_again = await patch({ address: '深圳' });
    check('nothing new: no new version', same_again.status === 200 && same_again.json.version === 4,
        same_again.json.version);
    await refused('edit: unknown', w.adviser, ['PATCH', path, { colour: 'red' }],
        { status: 422, code: 'invalid', fields: ['colour unknown'], headers: { 'If-Match': '"4"' } });
    await refused('edit: required emptied', w.adviser, ['PATCH', path, { name: null }],
        { status: 422, code: 'invalid', fields: ['name required'], headers: { 'If-Match': '"4"' } });
    await refused('edit: id', w.adviser, ['PATCH', path, { id: '5' }],
        { status: 422, code: 'invalid', fields: ['id unknown'], headers: { 'If-Match': '"4"' } });
    await refused('edit: state', w.adviser, ['PATCH', `/api/repair_order/${w.order.id}`,
        { business: 'delivered' }], { status: 422, code: 'invalid', fields: ['business readonly'],
        headers: { 'If-Match': '"1"' } });
    same('edit: version', await version_of(w.adviser, 'party', row.json.id), 4);
    await refused('command with a stale version', w.adviser, ['POST', `${path}/party_retire`, {}],
        { status: 412, code: 'stale', headers: { 'If-Match': '"3"' } });
    const gone = await w.adviser.must('POST', `${path}/party_retire`, {}, { 'If-Match': '"4"' });
    check('command with the version', gone.version === 5 && gone.retired_at !== null, gone);
    await refused('edit of the retired', w.adviser, edit,
        { status: 409, code: 'retired', headers: { 'If-Match': '"5"' } });
}

export async function keys() {
    const key = (name) => ({ 'Idempotency-Key': name });
    const post = (body, name, path = '/api/party') =>
        w.adviser.send('POST', path, { body, headers: key(name) });
    const once = await post(party, 'one'), before = await count(), twice = await post(party, 'one');
    check('same key: same answer', once.status === 201 && twice.status === 201 &&
        once.text === twice.text && once.headers.etag === twice.headers.etag &&
        once.headers.location === twice.headers.location, twice.text);
    check('same key: marked', once.headers['idempotent-replay'] === undefined &&
        twice.headers['idempotent-replay'] === 'true', twice.headers);
    same('same key: nothing more', await count(), before);
    await refused('same key, another body', w.adviser, ['POST', '/api/party', { ...party, name: '别的' }],
        { status: 422, code: 'idempotency', headers: key('one') });
    await refused('same key, another address', w.adviser, ['POST', `/api/party/${once.json.id}/party_retire`,
        party], { status: 422, code: 'invalid', headers: key('one') });
    const other = await w.buyer.send('POST', '/api/part', { headers: key('one'),
        body: { code: 'KEY-1', name: '测试件', unit: '只', origin: 'original' } });
    check('another person, same key', other.status === 201, other.text);
    for (const bad of ['', 'x'.repeat(65), 'a b\tc'])
        await refused(`key "${bad.slice(0, 5)}"`, w.adviser, ['POST', '/api/party', party], { status: 422,
            code: 'invalid', fields: [`Idempotency-Key ${bad.includes('\t') ? 'text' : 'length'}`],
            headers: key(bad) });
    const car = { plate: '粤B00K01', owner_id: w.party, brand: '大众' };
    const first = await post({ ...car, plate: '粤B' }, 'two', '/api/vehicle');
    const again = await post({ ...car, plate: '粤B00K01' }, 'two', '/api/vehicle');
    check('a refusal leaves the key free', first.status === 422 && again.status === 201, again.text);
    const race = await Promise.all(Array.from({ length: 12 }, () => post(party, 'race')));
    check('same key at once: one row', race.every((r) => r.status === 201) &&
        new Set(race.map((r) => r.json.id)).size === 1, race.map((r) => r.status));
    const order = await order_open(w.adviser);
    const path = `/api/repair_order/${order.id}/repair_order_promise`;
    const body = { promised_at: tomorrow(), reason: '等配件' };
    const moved = await post(body, 'three', path), replay = await post(body, 'three', path);
    check('a command replayed', moved.status === 200 && replay.text === moved.text &&
        replay.headers['idempotent-replay'] === 'true', replay.text);
    same('a command replayed changed once', await version_of(w.adviser, 'repair_order', order.id), 2);
}

export async function bulk() {
    const ids = [];
    for (let i = 0; i < 200; i++)
        ids.push(w.adviser.must('POST', '/api/party', { name: `批量 ${i}`, kind: 'person' }));
    const rows = (await Promise.all(ids)).map((row) => row.id);
    const path = '/api/party/bulk/party_retire';
    const all = await w.adviser.send('POST', path, { body: { ids: rows } });
    check('bulk of 200', all.status === 200 && all.json.results.length === 200 &&
        all.json.results.every((r, i) => r.status === 200 && r.version === 2 && r.id === rows[i]),
        all.text);
    const again = await w.adviser.send('POST', path, { body: { ids: rows } });
    check('bulk of 200 refused, each by itself', again.status === 200 &&
        again.json.results.length === 200 && again.json.results.every((r) => r.status === 409 &&
            r.problem.code === 'retired'), again.text);
    await refused('bulk of 201', w.adviser, ['POST', path, { ids: [...rows, rows[0]] }],
        { status: 422, code: 'invalid', fields: ['ids range'] });
    await refused('bulk of none', w.adviser, ['POST', path, { ids: [] }],
        { status: 422, code: 'invalid', fields: ['ids range'] });
    await refused('bulk without ids', w.adviser, ['POST', path, {}],
        { status: 422, code: 'invalid', fields: ['ids required'] });
    await refused('bulk of what is no list', w.adviser, ['POST', path, { ids: 'all' }],
        { status: 422, code: 'invalid', fields: ['ids type'] });
    await refused('bulk, unknown field', w.adviser, ['POST', path, { ids: [rows[0]], all: true }],
        { status: 422, code: 'invalid', fields: ['all unknown'] });
    await refused('bulk, input of another kind', w.adviser, ['POST', path, { ids: [rows[0]], input: 7 }],
        { status: 422, code: 'invalid', fields: ['input type'] });
    await refused('bulk create', w.adviser, ['POST', '/api/party/bulk/party_create', { ids: ['1'] }],
        { status: 404, code: 'no_such' });
    const back = '/api/party/bulk/party_restore', headers = { 'Idempotency-Key': 'bulk' };
    const mixed = { ids: [rows[0], '42', 'x', 7, rows[1]] };
    const some = await w.adviser.send('POST', back, { body: mixed, headers });
    same('bulk: each its own result', some.json?.results?.map((r) => r.status),
        [200, 404, 422, 422, 200]);
    const replay = await w.adviser.send('POST', back, { body: mixed, headers });
    same('bulk: done rows replayed, refused judged anew', replay.json?.results?.map((r) => r.status),
        [200, 404, 422, 422, 200]);
    same('bulk: replayed changed once', await version_of(w.adviser, 'party', rows[0]), 3);
    const forbidden = await w.keeper.send('POST', path, { body: { ids: [rows[0]] } });
    same('bulk: duty', forbidden.json?.results?.map((r) => r.status), [403]);
}
