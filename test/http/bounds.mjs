// bounds.mjs - against a server with little memory and little patience (serve --memory 1 --idle 1):
// one that asks for too much, or too slowly, fails alone. At the end it is told to stop.
import fs from 'node:fs';
import net from 'node:net';
import { Person, check, port, raw, report, same, send, sleep } from './client.mjs';

const admin = await Person.log_in('admin');
const adviser = await Person.log_in('service_adviser@NS01');
const keeper = await Person.log_in('storekeeper@NS01');

async function memory() {
    const rows = [];
    for (let i = 0; i < 200; i++)
        rows.push(adviser.must('POST', '/api/party', { name: `长 ${i}`, kind: 'person', note: '长'.repeat(660) }));
    await Promise.all(rows);
    const small = () => adviser.get('/api/party?limit=5');
    const answers = await Promise.all([small(), adviser.get('/api/party?limit=200'), small(), small()]);
    check('too much memory: fails with its number alone', answers[1].status === 500 &&
        answers[1].json.code === 'failed' && /^[0-9a-f]{16}$/.test(answers[1].json.reference) &&
        !/\.c\b|0x|stack|sqlite|SELECT/i.test(answers[1].text), answers[1].text);
    await sleep(100);
    check('too much memory: the log knows the number and the cause', new RegExp(`request ${
        answers[1].json.reference} failed: GET /api/party: the memory of the request is used up`)
        .test(fs.readFileSync(process.env.WORKBAY_LOG, 'utf8')), answers[1].json.reference);
    check('too much memory: the others are served', [0, 2, 3].every((i) => answers[i].status === 200 &&
        answers[i].json.rows.length === 5), answers.map((a) => a.status));
    const [part] = (await keeper.must('GET', '/api/part?limit=1')).rows;
    const [supplier] = (await keeper.must('GET', '/api/party?kind=supplier&limit=1')).rows;
    const body = { supplier_id: supplier.id, lines: Array(500).fill({ part_id: part.id, quantity: 1000, price: 1 }) };
    const total = async () => (await keeper.must('GET', '/api/stock_receipt?limit=1')).total;
    const before = await total();
    const both = await Promise.all([keeper.send('POST', '/api/stock_receipt', { body }),
        adviser.send('POST', '/api/party', { body: { name: '同时', kind: 'person' } })]);
    check('a command too large fails alone', both[0].status === 500 && both[1].status === 201,
        both.map((a) => `${a.status} ${a.text.slice(0, 200)}`));
    same('a command too large changed nothing', await total(), before);
}

// Heads and bodies that come byte by byte hold up nobody, and are closed when their time is over.
async function slow() {
    const drip = (bytes) => {
        const began = Date.now();
        return raw(bytes, { rest: 150, quiet: 8000 }).then((answer) => ({ ...answer, ms: Date.now() - began }));
    };
    const heads = Promise.all(Array.from({ length: 50 }, () => drip([...'GET /healthz HTTP/1.1\r\nHost: slow.example\r\n'])));
    const silent = Promise.all(Array.from({ length: 50 }, () => drip([''])));
    const half = Promise.all(Array.from({ length: 20 }, () => drip(['POST /api/session HTTP/1.1\r\nHost: x\r\n' +
        'Content-Type: application/json\r\nContent-Length: 50\r\n\r\n{"user":'])));
    await sleep(100);
    const began = Date.now();
    for (let i = 0; i < 20; i++)
        check('slow clients: others are served', (await adviser.get('/api/party?limit=1')).status === 200);
    check('slow clients: without a wait', Date.now() - began < 1500, Date.now() - began);
    for (const [name, answers] of [['heads', await heads], ['silence', await silent], ['bodies', await half]])
        check(`slow ${name}: closed`, answers.every((a) => a.closed && a.ms < 6000 &&
            !/ 200 /.test(a.text)), answers.map((a) => `${a.closed} ${a.ms} ${a.status}`).slice(0, 3));
}

/** Requests that the server has begun or answered, this one among them. */
async function taken() {
    const text = (await admin.get('/metrics')).text;
    return ['seconds_count', 'waiting', 'running'].reduce((sum, name) =>
        sum + Number(new RegExp(`^workbay_http_${name} (\\d+)$`, 'm').exec(text)[1]), 0);
}

// Told to stop, it ends what it has begun, tells the streams, and takes nothing new.
async function stop() {
    let stream = '', over = false;
    const socket = net.connect(port, '127.0.0.1');
    socket.on('data', (piece) => {
        stream += piece;
    });
    socket.on('close', () => {
        over = true;
    });
    socket.write(`GET /api/events HTTP/1.1\r\nHost: x\r\nCookie: ${admin.cookie}\r\n\r\n`);
    await sleep(300);
    check('stop: a stream is open', / 200 /.test(stream) && !over, stream);
    const before = await taken();
    const under_way = Array.from({ length: 8 }, () => send('POST', '/api/session',
        { body: { user: 'receptionist@NS01', password: 'demo' } }));    // each takes its time
    for (let looks = 1; await taken() < before + looks + 8; looks++)
        await sleep(5);
    process.kill(Number(process.env.WORKBAY_PID), 'SIGTERM');
    const ends = await Promise.all(under_way);
    check('stop: what was begun is answered', ends.every((a) => a.status === 201 || a.status === 200),
        ends.map((a) => a.status));
    for (let i = 0; i < 100 && !over; i++)
        await sleep(50);
    check('stop: the stream is ended', over);
    const after = await send('GET', '/healthz').then((a) => a.status, (why) => why.code);
    check('stop: nothing new is taken', ['ECONNREFUSED', 'ECONNRESET'].includes(after), after);
}

await memory();
await slow();
await stop();
report();
process.exit();
