// client.mjs - an outside caller: requests by JSON, by bytes and by socket; and what a check is.
import http from 'node:http';
import https from 'node:https';
import net from 'node:net';

export const port = Number(process.env.WORKBAY_PORT);
const agent = new http.Agent({ keepAlive: true, maxSockets: 64 });

let passed = 0, failed = 0;

export function check(name, holds, seen) {
    if (holds)
        passed++;
    else {
        failed++;
        console.log(`not ok ${name}` + (seen === undefined ? '' : `: ${show(seen)}`));
    }
    return holds;
}

function show(seen) {
    return (typeof seen === 'string' ? seen : JSON.stringify(seen)).slice(0, 600);
}

export function same(name, seen, wanted) {
    return check(name, JSON.stringify(seen) === JSON.stringify(wanted),
        `${JSON.stringify(seen)} instead of ${JSON.stringify(wanted)}`);
}

export function report() {
    console.log(`${passed} passed, ${failed} failed`);
    process.exitCode = failed === 0 ? 0 : 1;
}

export const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

// One request. `body` is an object (sent as JSON), a string or a Buffer (sent as it is).
export function send(method, path, { body, headers = {}, to = port, tls } = {}) {
    return new Promise((done, fail) => {
        const plain = body === undefined || typeof body === 'string' || Buffer.isBuffer(body);
        const bytes = body === undefined ? undefined : Buffer.from(plain ? body : JSON.stringify(body));
        const all = { ...headers };
        if (bytes !== undefined) {
            all['Content-Length'] = bytes.length;
            if (!Object.keys(all).some((name) => name.toLowerCase() === 'content-type'))
                all['Content-Type'] = 'application/json';
        }
        for (const name of Object.keys(all))
            if (all[name] === null)
                delete all[name];
        const options = { host: '127.0.0.1', port: to, method, path, headers: all };
        const request = tls ? https.request({ ...options, ca: tls, servername: 'localhost' })
            : http.request({ ...options, agent });
        request.on('response', (answer) => {
            const pieces = [];
            answer.on('data', (piece) => pieces.push(piece));
            answer.on('end', () => done(seen(answer, Buffer.concat(pieces))));
            answer.on('error', fail);
        });
        request.on('error', fail);
        request.end(bytes);
    });
}

function seen(answer, bytes) {
    const type = answer.headers['content-type'] || '';
    let json = null;
    if (/json/.test(type))
        try {
            json = JSON.parse(bytes.toString());
        } catch {
            json = null;
        }
    return { status: answer.statusCode, headers: answer.headers, type, bytes, json,
        text: bytes.toString() };
}

// Somebody logged in by cookie.
export class Person {
    constructor(session, cookie) {
        this.session = session;
        this.csrf = session.csrf;
        this.cookie = cookie;
    }

    static async log_in(user, password = 'demo', options = {}) {
        const answer = await send('POST', '/api/session', { body: { user, password }, ...options });
        if (answer.status !== 200)
            throw new Error(`${user} cannot log in: ${answer.status} ${answer.text}`);
        return new Person(answer.json, answer.headers['set-cookie'][0].split(';')[0]);
    }

    send(method, path, { headers = {}, ...rest } = {}) {
        const mine = { Cookie: this.cookie };
        if (method !== 'GET' && method !== 'HEAD')
            mine['X-CSRF-Token'] = this.csrf;
        return send(method, path, { headers: { ...mine, ...headers }, ...rest });
    }

    async get(path, headers) {
        return this.send('GET', path, { headers });
    }

    async must(method, path, body, headers) {
        const answer = await this.send(method, path, { body, headers });
        if (answer.status >= 300)
            throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
        return answer.json;
    }
}

// Bytes as they are, over a socket of their own: what came back before the server closed, or until
// `quiet` ms passed without a word. `pieces` are sent with a rest between them.
export function raw(pieces, { quiet = 1500, rest = 0, end = false, to = port } = {}) {
    return new Promise((done) => {
        const socket = net.connect(to, '127.0.0.1');
        let text = '', closed = false, timer = null;
        const finish = () => {
            clearTimeout(timer);
            socket.destroy();
            done({ text, closed, status: Number((/^HTTP\/1\.1 (\d+)/.exec(text) || [])[1] || 0),
                answers: (text.match(/^HTTP\/1\.1 [2-5]/gm) || []).length });
        };
        const patience = () => {
            clearTimeout(timer);
            timer = setTimeout(finish, quiet);
        };
        socket.on('data', (piece) => {
            text += piece.toString('latin1');
            patience();
        });
        socket.on('close', () => {
            closed = true;
            finish();
        });
        socket.on('error', () => {});
        socket.on('connect', async () => {
            patience();
            for (const piece of [].concat(pieces)) {
                if (socket.destroyed)
                    return;
                socket.write(typeof piece === 'string' ? Buffer.from(piece, 'latin1') : piece);
                if (rest > 0)
                    await sleep(rest);
                if (!socket.destroyed)
                    patience();
            }
            if (end && !socket.destroyed)
                socket.end();
        });
    });
}
