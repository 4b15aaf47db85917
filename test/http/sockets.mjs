// sockets.mjs - requests that are none, two in one, or endless, written byte by byte to the socket.
import { check, raw, same } from './client.mjs';
import { count, world as w } from './world.mjs';

const body = '{"name":"偷渡","kind":"person"}';
const length = Buffer.byteLength(body);

function post(lines, content = Buffer.from(body).toString('latin1')) {
    return `POST /api/party HTTP/1.1\r\nHost: x\r\nCookie: ${w.adviser.cookie}\r\nX-CSRF-Token: ${w.adviser.csrf}\r\n` +
        `Content-Type: application/json\r\n${lines}\r\n\r\n${content}`;
}

// Each is refused or cut off, answered at most once, and changes nothing.
async function refused_bytes(name, bytes, statuses) {
    const before = await count();
    const answer = await raw(bytes, { quiet: 600 });
    const by_library = /<html>/.test(answer.text);  // what it refuses before we are asked
    check(`bytes ${name}`, statuses.includes(answer.status) && answer.closed &&
        !/HTTP\/1\.1 [23]/.test(answer.text) && (answer.answers <= 1 || by_library),
        `${answer.status} ${answer.answers} ${answer.closed} ${answer.text.slice(0, 300)}`);
    check(`bytes ${name}: a problem`, answer.status === 0 || by_library ||
        /"type":"urn:workbay:refusal:\w+"/.test(answer.text), answer.text.slice(0, 300));
    same(`bytes ${name}: nothing changed`, await count(), before);
}

export async function smuggling() {
    const next = 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n';
    const chunked = `${length.toString(16)}\r\n${Buffer.from(body).toString('latin1')}\r\n0\r\n\r\n`;
    const both = `Content-Length: ${length}\r\nTransfer-Encoding: chunked`;
    const cases = {
        'CL and TE': post(both, chunked) + next,
        'TE and CL': post(`Transfer-Encoding: chunked\r\nContent-Length: ${length}`, chunked) + next,
        'two CLs': post(`Content-Length: ${length}\r\nContent-Length: 0`) + next,
        'two equal CLs': post(`Content-Length: ${length}\r\nContent-Length: ${length}`) + next,
        'CL as a list': post(`Content-Length: ${length}, ${length}`) + next,
        'CL with a sign': post(`Content-Length: +${length}`) + next,
        'CL negative': post('Content-Length: -1') + next,
        'CL in hexadecimal': post(`Content-Length: 0x${length.toString(16)}`) + next,
        'CL empty': post('Content-Length: ') + next,
        'CL beyond 64 bits': post('Content-Length: 18446744073709551657') + next,
        'two TEs': post('Transfer-Encoding: chunked\r\nTransfer-Encoding: identity', chunked) + next,
        'TE unknown': post('Transfer-Encoding: xchunked', chunked) + next,
        'TE a list': post('Transfer-Encoding: gzip, chunked', chunked) + next,
        'TE before a colon': post('Transfer-Encoding : chunked', chunked) + next,
        'TE with a tab': post('Transfer-Encoding:\x0bchunked', chunked) + next,
        'a folded header': post(`X-A: b\r\n c: d\r\nContent-Length: ${length}`) + next,
        'a folded length': post(`Content-Length:\r\n ${length}`) + next,
        'a bare LF': post(`X-A: b\nContent-Length: ${length}`) + next,
        'bare LFs': post(`Content-Length: ${length}`).replace(/\r\n/g, '\n') + next,
        'a bare CR': post(`X-A: b\rContent-Length: ${length}`) + next,
        'a NUL in a value': post(`X-A: b\0c\r\nContent-Length: ${length}`) + next,
        'a NUL in a name': post(`X-\0A: b\r\nContent-Length: ${length}`) + next,
        'a header without a colon': post(`X-A\r\nContent-Length: ${length}`) + next,
        'a header without a name': post(`: b\r\nContent-Length: ${length}`) + next,
        'a space before the first header': post(`Content-Length: ${length}`).replace('Host', ' Host') + next,
        'two hosts': post(`Host: y\r\nContent-Length: ${length}`) + next,
        'no host': post(`Content-Length: ${length}`).replace('Host: x\r\n', '') + next,
        'a host of nonsense': post(`Content-Length: ${length}`).replace('Host: x', 'Host: x/y@z') + next,
    };
    for (const [name, bytes] of Object.entries(cases))
        await refused_bytes(name, bytes, name === 'CL beyond 64 bits' ? [400, 413] : [400]);
    const size = length.toString(16), text = Buffer.from(body).toString('latin1');
    const chunks = {
        'a chunk size with a sign': `+${size}\r\n${text}\r\n0\r\n\r\n`,
        'a chunk size of nonsense': `zz\r\n${text}\r\n0\r\n\r\n`,
        'a chunk size with 0x': `0x${size}\r\n${text}\r\n0\r\n\r\n`,
        'a negative chunk size': `-1\r\n${text}\r\n0\r\n\r\n`,
        'a huge chunk size': `fffffffffffffffff\r\n${text}\r\n0\r\n\r\n`,
        'an empty chunk size': `\r\n${text}\r\n0\r\n\r\n`,
        'a chunk longer than told': `1\r\n${text}\r\n0\r\n\r\n`,
    };
    for (const [name, content] of Object.entries(chunks))
        await refused_bytes(name, post('Transfer-Encoding: chunked', content) + next, [0, 400, 413]);
}

export async function lines() {
    const get = (line) => `${line}\r\nHost: x\r\n\r\n`;
    for (const [name, bytes, statuses] of [
        ['HTTP/2', get('GET / HTTP/2.0'), [400, 505]], ['HTTP/0.9', 'GET /\r\n\r\n', [0, 400, 505]],
        ['no version', get('GET /'), [0, 400, 505]], ['a whole address', get('GET http://x/ HTTP/1.1'), [400]],
        ['a proxy\'s wish', get('CONNECT x:443 HTTP/1.1'), [400, 405]], ['a fragment', get('GET /#a HTTP/1.1'), [400]],
        ['no slash', get('GET api HTTP/1.1'), [400]], ['a star', get('OPTIONS * HTTP/1.1'), [400, 405]],
        ['a backslash', get('GET /a\\b HTTP/1.1'), [400]], ['two spaces', get('GET  / HTTP/1.1'), [0, 400, 505]],
        ['a broken escape', get('GET /%g1 HTTP/1.1'), [400]], ['bad UTF-8', get('GET /%ff%fe HTTP/1.1'), [400]],
        ['a NUL', get('GET /%00 HTTP/1.1'), [400]], ['an escaped slash', get('GET /api%2fparty HTTP/1.1'), [400]],
        ['TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n', [0, 400, 505]],
        ['noise', Buffer.from(Array.from({ length: 4000 }, (_, i) => (i * 197) % 256)), [0, 400, 414, 431]],
        ['a long address', get(`GET /${'a'.repeat(5000)} HTTP/1.1`), [414]],
        ['long headers', `GET / HTTP/1.1\r\nHost: x\r\nX-A: ${'a'.repeat(9000)}\r\n\r\n`, [431]],
        ['many headers', `GET / HTTP/1.1\r\nHost: x\r\n${'X-A: b\r\n'.repeat(70)}\r\n`, [431]]])
        await refused_bytes(name, bytes, statuses);
}

export async function long_bodies() {
    const began = Date.now();
    const gigabyte = await raw(post('Content-Length: 1000000000', ''), { quiet: 2000 });
    check('1 GB told: 413 before a byte of it', gigabyte.status === 413 && gigabyte.closed &&
        Date.now() - began < 2000, gigabyte.text.slice(0, 200));
    const waiting = await raw(post('Content-Length: 2000000\r\nExpect: 100-continue', ''), { quiet: 2000 });
    check('2 MB asked for: 413 instead of 100', waiting.status === 413 && !/ 100 /.test(waiting.text), waiting.text);
    const chunk = `10000\r\n${'x'.repeat(65536)}\r\n`;
    const endless = await raw([post('Transfer-Encoding: chunked', ''), ...Array(1400).fill(chunk)], { quiet: 3000 });
    check('an endless body is cut off', endless.closed && [0, 413].includes(endless.status), endless.text.slice(0, 200));
    const long = await raw([post('Transfer-Encoding: chunked', ''), ...Array(40).fill(chunk), '0\r\n\r\n'],
        { quiet: 2000 });
    check('a long chunked body: 413', long.status === 413, long.text.slice(0, 200));
    const upgrade = await raw('GET /healthz HTTP/1.1\r\nHost: x\r\nUpgrade: h2c\r\nConnection: Upgrade, close\r\n\r\n');
    check('an upgrade is not followed', upgrade.status === 200 && /ok/.test(upgrade.text), upgrade.text);
    const two = 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n';
    const pipelined = await raw(two + two.replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n'));
    same('two requests in one write: two answers', pipelined.answers, 2);
}

export const all = [smuggling, lines, long_bodies];
