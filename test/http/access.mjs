// access.mjs - cookies, headers, the web application's files, and who tries too often. Runs last:
// afterwards this address has used up its tries.
import { Person, check, same, send } from './client.mjs';
import { problem } from './refusals.mjs';
import { world as w } from './world.mjs';

export async function cookies() {
    const answer = await send('POST', '/api/session', { body: { user: 'receptionist@NS01', password: 'demo' } });
    const [cookie] = answer.headers['set-cookie'];
    check('cookie', /^workbay=[0-9a-f]{64}; Path=\/; HttpOnly; SameSite=Strict$/.test(cookie), cookie);
    check('cookie: the token is nowhere else', !answer.text.includes(cookie.slice(8, 72)));
    const person = new Person(answer.json, cookie.split(';')[0]);
    const out = await person.send('DELETE', '/api/session');
    check('logged out: the cookie is taken away', out.status === 204 && out.bytes.length === 0 &&
        /^workbay=; .*Max-Age=0/.test(out.headers['set-cookie'][0]), out.headers);
    same('logged out: the token is dead', (await person.get('/api/session')).status, 401);
}

export async function headers() {
    const answers = { page: await send('GET', '/'), api: await w.adviser.get('/api/party?limit=1'),
        refusal: await send('GET', '/api/party'), 'nothing there': await send('GET', '/nothing.js'),
        malformed: await send('GET', '/api/%zz') };
    for (const [name, { headers: h }] of Object.entries(answers)) {
        const policy = Object.fromEntries((h['content-security-policy'] || '').split('; ')
            .map((part) => [part.split(' ')[0], part.split(' ').slice(1).join(' ')]));
        check(`headers of ${name}: scripts of our own alone`, policy['default-src'] === "'self'" &&
            policy['script-src'] === "'self'" && policy['style-src'] === "'self'" &&
            policy['object-src'] === "'none'" && policy['frame-ancestors'] === "'none'" &&
            policy['base-uri'] === "'none'", h['content-security-policy']);
        check(`headers of ${name}`, h['x-content-type-options'] === 'nosniff' &&
            h['referrer-policy'] === 'same-origin' && h.server === undefined &&
            h['access-control-allow-origin'] === undefined, h);
    }
    same('what the API says is stored nowhere', answers.api.headers['cache-control'], 'no-store');
    const page = answers.page.text;
    check('the page has no inline script', !/<script(?![^>]*\ssrc=)/.test(page) && !/\son\w+=/.test(page), page);
}

export async function web_files() {
    const page = await send('GET', '/', { headers: { Accept: 'text/html' } });
    check('page', page.status === 200 && page.type.startsWith('text/html') &&
        page.headers['cache-control'] === 'no-cache', page.headers);
    const same_page = await send('GET', '/', { headers: { 'If-None-Match': page.headers.etag } });
    check('page: 304', same_page.status === 304 && same_page.bytes.length === 0, same_page.status);
    const deep = await send('GET', '/repair_order/17', { headers: { Accept: 'text/html' } });
    check('a deep address is the page', deep.status === 200 && deep.text === page.text, deep.status);
    const head = await send('HEAD', '/');
    check('HEAD', head.status === 200 && head.bytes.length === 0 && head.headers.etag === page.headers.etag,
        head.headers);
    const asset = /(?:src|href)="(\/assets\/[^"]+)"/.exec(page.text)?.[1];
    if (asset === undefined)
        return console.log('skipped assets: the web application is not built');
    const plain = await send('GET', asset);
    const zipped = await send('GET', asset, { headers: { 'Accept-Encoding': 'gzip' } });
    check('asset: for ever', plain.status === 200 && /max-age=31536000, immutable/.test(plain.headers['cache-control']),
        plain.headers);
    check('asset: gzip', zipped.headers['content-encoding'] === 'gzip' && zipped.bytes[0] === 0x1f &&
        zipped.bytes.length < plain.bytes.length && zipped.headers.etag !== plain.headers.etag &&
        /Accept-Encoding/.test(zipped.headers.vary), zipped.headers);
    const again = await send('GET', asset, { headers: { 'If-None-Match': plain.headers.etag } });
    same('asset: 304', again.status, 304);
    for (const path of ['/assets/../../etc/passwd', '/..%2f..%2fetc/passwd', '/%2e%2e/x', '//etc/passwd', '/a%00b'])
        check(`page ${path}`, [400, 404].includes((await send('GET', path)).status));
    same('POST to a page', (await send('POST', '/', { body: {} })).status, 405);
}

export async function lockout() {
    const user = 'washer@NS01', enter = (password) => send('POST', '/api/session', { body: { user, password } });
    for (let i = 0; i < 5; i++)
        problem(`wrong password ${i + 1}`, await enter('wrong'), { status: 401, code: 'login', english: false });
    const locked = await enter('demo');
    problem('locked, even with the right one', locked, { status: 429, code: 'locked', english: false });
    check('locked: when to come back', Number(locked.headers['retry-after']) > 800 &&
        Number(locked.headers['retry-after']) <= 900, locked.headers['retry-after']);
    check('locked: no cookie', locked.headers['set-cookie'] === undefined);
    const nobody = [];
    for (let i = 0; i < 6; i++)
        nobody.push((await send('POST', '/api/session', { body: { user: 'no-such', password: 'x' } })).json.code);
    same('an account that is none looks the same', nobody, [...Array(5).fill('login'), 'locked']);
    same('another account is free', (await send('POST', '/api/session',
        { body: { user: 'receptionist@NS01', password: 'demo' } })).status, 200);
}

export async function too_often() {
    let last, tries = 0;
    do
        last = await send('POST', '/api/session', { body: { user: 'x'.repeat(41), password: 'x' } });
    while (last.status === 422 && ++tries < 100);
    check('sixty tries a minute', tries > 20 && tries <= 62, tries);
    problem('too often', last, { status: 429, code: 'rate', english: false });
    check('too often: when to come back', Number(last.headers['retry-after']) >= 1 &&
        Number(last.headers['retry-after']) <= 60, last.headers['retry-after']);
    same('who is logged in is not touched', (await w.adviser.get('/api/session')).status, 200);
}

export const all = [cookies, headers, web_files, lockout, too_often];
