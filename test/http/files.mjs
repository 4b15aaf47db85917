// files.mjs - uploads that are broken, wrong, empty or too large; files given back as they came.
import { check, raw, same } from './client.mjs';
import { problem, refused } from './refusals.mjs';
import { world as w } from './world.mjs';

const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(4000, 7)]);
const head = (name, type) => ({ 'X-File-Name': encodeURIComponent(name), 'Content-Type': type });
const put = (bytes, headers, path = '/api/file') => w.adviser.send('POST', path, { body: bytes, headers });

export async function kept() {
    const sent = await put(png, head('车 前.png', 'image/png'));
    check('file: kept', sent.status === 201 && sent.json.size === png.length &&
        sent.json.name === '车 前.png' && sent.headers.location === `/api/file/${sent.json.id}`, sent.text);
    const path = `${sent.headers.location}/content`;
    const back = await w.adviser.get(path);
    check('file: given back as it came', back.bytes.equals(png) && back.type === 'image/png' &&
        /^inline; filename\*=UTF-8''%E8%BD%A6/.test(back.headers['content-disposition']), back.headers);
    const again = await w.adviser.get(path, { 'If-None-Match': back.headers.etag });
    check('file: 304 for the same', again.status === 304 && again.bytes.length === 0, again.status);
    const text = await put('a\n', head('x.html', 'text/plain'));
    const given = await w.adviser.get(`${text.headers.location}/content`);
    check('file: what may be a page is for saving', given.headers['content-disposition'].startsWith('attachment') &&
        given.headers['x-content-type-options'] === 'nosniff' && given.type.startsWith('text/plain'), given.headers);
    await refused('file: of another store', w.other, ['GET', path], { status: 404, code: 'not_found' });
    await refused('file: of nobody', w.adviser, ['GET', '/api/file/42/content'],
        { status: 404, code: 'not_found' });
    const keyed = { ...head('k.png', 'image/png'), 'Idempotency-Key': 'file-1' };
    const one = await put(png, keyed), two = await put(png, keyed);
    check('file: same key, one file', one.status === 201 && one.text === two.text &&
        two.headers['idempotent-replay'] === 'true', two.text);
    problem('file: same key, other bytes', await put('text', { ...keyed, 'Content-Type': 'text/plain' }),
        { status: 422, code: 'idempotency', english: false });
}

export async function not_kept() {
    const media = { status: 415, code: 'media' }, named = (field) => ({ status: 422, code: 'invalid', fields: [field] });
    const cases = [
        ['empty', '', head('a.png', 'image/png'), named('body required')],
        ['text called a picture', 'hello', head('a.png', 'image/png'), media],
        ['a picture called text', png, head('a.txt', 'text/plain'), media],
        ['a page', '<html><script>1</script>', head('a.html', 'text/html'), media],
        ['a program', Buffer.from('\x7fELF\x02\x01\x01\0\0\0', 'latin1'), head('a', 'application/octet-stream'), media],
        ['a drawing with script', '<svg onload="x()"/>', head('a.svg', 'image/svg+xml'), media],
        ['without a name', png, { 'Content-Type': 'image/png' }, named('X-File-Name required')],
        ['with a broken name', png, { 'Content-Type': 'image/png', 'X-File-Name': '%zz' }, named('X-File-Name text')],
        ['with a name of dots', png, { 'Content-Type': 'image/png', 'X-File-Name': '..' }, named('X-File-Name required')],
        ['with a long name', png, head('x'.repeat(201), 'image/png'), named('X-File-Name length')],
    ];
    for (const [name, bytes, headers, wanted] of cases)
        await refused(`file ${name}`, w.adviser, ['POST', '/api/file', bytes], { ...wanted, headers });
    const cut = await put(png, head('../../etc/passwd', 'image/png'));
    same('file: of a path the name alone', cut.json.name, 'passwd');
    const big = await put(Buffer.alloc((20 << 20) + 1, 65), head('a.txt', 'text/plain'));
    problem('file too large', big, { status: 413, code: 'body_too_long', english: false });
}

// Papers laid beside any row: seen by who sees the row, added and withdrawn by who works on it.
export async function attached() {
    const there = `/api/vehicle/${w.vehicle}/attachments`, file = (await put(png, head('行驶证.png', 'image/png'))).json.id;
    const none = (await w.adviser.must('GET', there)).rows.length;
    const one = await w.adviser.send('POST', there, { body: { file_id: file }, headers: { 'Idempotency-Key': 'beside-1' } });
    const two = await w.adviser.send('POST', there, { body: { file_id: file }, headers: { 'Idempotency-Key': 'beside-1' } });
    check('attachment: kept once', one.status === 201 && one.text === two.text && one.json.caption === '行驶证.png', one.text);
    const seen = await w.adviser.must('GET', there);
    const row = seen.rows.find((r) => r.id === one.json.id);
    check('attachment: listed', seen.may_add && seen.rows.length === none + 1 && row.name === '行驶证.png' &&
        row.type === 'image/png' && row.size === png.length && row.titles.added_by_id !== '', seen);
    const back = await w.other.get(`${there}/${one.json.id}`);
    check('attachment: read where the row is read', back.bytes.equals(png), back.status);
    const { events } = await w.adviser.must('GET', `/api/vehicle/${w.vehicle}/timeline`);
    check('attachment: in the history', events[0].command === 'attachment_add' && events[0].note === '行驶证.png', events[0]);
    const gone = { status: 404, code: 'not_found' }, order = `/api/repair_order/${w.order.id}/attachments`;
    await refused('attachment: of another row', w.adviser, ['GET', `${order}/${one.json.id}`], gone);
    await refused('attachment: of another store', w.other, ['GET', order], gone);
    await refused('attachment: to another store', w.other, ['POST', order, { file_id: file }], gone);
    await refused('attachment: of a file of another store', w.other, ['POST', there, { file_id: file }],
        { status: 422, code: 'invalid', fields: ['file_id ref'] });
    await refused('attachment: without a file', w.adviser, ['POST', order, { caption: 'x' }],
        { status: 422, code: 'invalid', fields: ['file_id required'] });
    await refused('attachment: says where it stands', w.adviser, ['POST', order, { file_id: file, about: { entity: 'party', id: w.party } }],
        { status: 422, code: 'invalid', fields: ['about unknown'] });
    const person = (await w.adviser.must('GET', '/api/employee?limit=1')).rows[0].id;
    await refused('attachment: by who does not work on it', w.adviser, ['POST', `/api/employee/${person}/attachments`,
        { file_id: file }], { status: 403, code: 'attach' });
    await refused('attachment: withdrawn without a reason', w.adviser, ['POST', `${there}/${one.json.id}/withdraw`, {}],
        { status: 422, code: 'invalid', fields: ['reason required'] });
    await refused('attachment: withdrawn at another row', w.adviser, ['POST', `${order}/${one.json.id}/withdraw`, { reason: '误传' }], gone);
    const out = await w.adviser.send('POST', `${there}/${one.json.id}/withdraw`, { body: { reason: '误传' } });
    same('attachment: withdrawn', [out.status, (await w.adviser.must('GET', there)).rows.length], [200, none]);
    await refused('attachment: withdrawn twice', w.adviser, ['POST', `${there}/${one.json.id}/withdraw`, { reason: '误传' }],
        { status: 409, code: 'retired' });
    const [voucher] = (await w.accountant.must('GET', '/api/voucher?limit=1')).rows;
    const paper = (await w.accountant.send('POST', '/api/file', { body: png, headers: head('凭证.png', 'image/png') })).json.id;
    same('file: nobody\'s yet', (await w.adviser.get(`/api/file/${paper}/content`)).status, 200);
    await w.accountant.must('POST', `/api/voucher/${voucher.id}/attachments`, { file_id: paper });
    same('file: who reads the document', (await w.accountant.get(`/api/file/${paper}/content`)).status, 200);
    await refused('file: of a document that one may not read', w.adviser, ['GET', `/api/file/${paper}/content`], gone);
    await refused('file: of a document that one may not read, its name', w.adviser, ['GET', `/api/file/${paper}`], gone);
    const page = (await put('这不是照片\n', head('损伤.txt', 'text/plain'))).json.id;
    await refused('file: a photograph that is none', w.adviser, ['POST', '/api/order_photo',
        { repair_order_id: w.order.id, file_id: page, caption: '左前门' }], { status: 422, code: 'invalid', fields: ['file_id image'] });
    await refused('file: a photograph that is none, of a nonconformity', w.adviser, ['POST', '/api/nonconformity',
        { kind: 'work', what: '划痕', photo: page }], { status: 422, code: 'invalid', fields: ['photo image'] });
    await refused('attachment: of a ledger', w.adviser, ['GET', '/api/stock_move/1/attachments'], { status: 404, code: 'no_such' });
}

// The connection breaks in the middle: nothing is kept, and the server goes on.
export async function broken() {
    const headers = `Host: x\r\nCookie: ${w.adviser.cookie}\r\nX-CSRF-Token: ${w.adviser.csrf}\r\n` +
        'X-File-Name: broken.png\r\nContent-Type: image/png\r\n';
    const before = await w.adviser.send('POST', '/api/file', { body: png, headers: head('b.png', 'image/png') });
    for (const rest of [1, 1000, 3999])
        await raw([`POST /api/file HTTP/1.1\r\n${headers}Content-Length: ${png.length}\r\n\r\n`,
            png.subarray(0, rest)], { end: true, quiet: 300 });
    await raw([`POST /api/file HTTP/1.1\r\n${headers}Transfer-Encoding: chunked\r\n\r\n`, '3e8\r\n',
        png.subarray(0, 500)], { end: true, quiet: 300 });
    const after = await w.adviser.send('POST', '/api/file', { body: png, headers: head('b.png', 'image/png') });
    check('broken uploads: the next one is kept', after.status === 201, after.text);
    let found = 0;
    for (let id = BigInt(before.json.id) + 1n; id < BigInt(after.json.id) && id < BigInt(before.json.id) + 40n; id++)
        found += (await w.adviser.get(`/api/file/${id}`)).status === 200 ? 1 : 0;
    same('broken uploads: nothing kept', found, 0);
}

// An import over HTTP: a job that says which line is wrong; the same key starts one job.
export async function imported() {
    const csv = '名称,类别\n导入甲,个人\n,个人\n导入丙,月球\n';
    const job_of = async (answer) => {
        let job = answer.json;
        for (let i = 0; i < 100 && !['done', 'failed', 'refused', 'cancelled'].includes(job.state); i++) {
            await new Promise((go) => setTimeout(go, 50));
            job = await w.adviser.must('GET', `/api/job/${job.id}`);
        }
        return job;
    };
    const headers = { ...head('客户.csv', 'text/csv'), 'Idempotency-Key': 'import-1' };
    const one = await put(csv, headers, '/api/import/party'), two = await put(csv, headers, '/api/import/party');
    check('import: a job, started once', one.status === 202 && two.status === 202 &&
        one.json.id === two.json.id && one.headers.location === `/api/job/${one.json.id}` &&
        two.headers['idempotent-replay'] === 'true', two.text);
    const bad = await job_of(one);
    same('import: the lines that are wrong', bad.result?.wrong?.map((said) => Number(/\d+/.exec(said))), [3, 4]);
    same('import: nothing stored', [bad.result?.good, bad.result?.bad, bad.result?.stored], [1, 2, 0]);
    const good = await job_of(await put(csv, head('客户.csv', 'text/csv'), '/api/import/party?accept_good=1'));
    same('import: the good ones stored', [good.state, good.result?.stored], ['done', 1]);
    const undone = await job_of(await w.adviser.send('POST', `/api/job/${good.id}/undo`, { body: {} }));
    same('import: taken back', undone.state, 'done');
    same('import: gone', (await w.adviser.must('GET', `/api/search?q=${encodeURIComponent('导入甲')}`)).hits.filter((h) =>
        h.entity === 'party'), []);
    await refused('import: an order is not made so', w.adviser, ['POST', '/api/import/repair_order', csv],
        { status: 422, code: 'import_kind', headers: head('a.csv', 'text/csv') });
    await refused('import: of nothing', w.adviser, ['POST', '/api/import/spaceship', csv],
        { status: 404, code: 'no_such', headers: head('a.csv', 'text/csv') });
    await refused('import: duty', w.keeper, ['POST', '/api/import/party', csv],
        { status: 403, code: 'forbidden', headers: head('a.csv', 'text/csv') });
    await refused('job: of another', w.keeper, ['GET', `/api/job/${good.id}`], { status: 404, code: 'not_found' });
    await refused('job: over', w.adviser, ['POST', `/api/job/${good.id}/cancel`, {}], { status: 409, code: 'job_over' });
}
