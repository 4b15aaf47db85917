// tls.mjs - over TLS with a certificate of our own: the cookie is one for this host and TLS alone.
import fs from 'node:fs';
import tls from 'node:tls';
import { Person, check, port, report, same, send } from './client.mjs';

const ca = fs.readFileSync(process.env.WORKBAY_CERT);
const answer = await send('POST', '/api/session', { tls: ca, body: { user: 'admin', password: 'demo' } });
const [cookie] = answer.headers['set-cookie'] ?? [''];
check('TLS: the cookie', /^__Host-workbay=[0-9a-f]{64}; Path=\/; HttpOnly; SameSite=Strict; Secure$/.test(cookie), cookie);
check('TLS: stays so', /max-age=\d{7,}/.test(answer.headers['strict-transport-security'] ?? ''), answer.headers);
const person = new Person(answer.json, cookie.split(';')[0]);
same('TLS: logged in', (await person.send('GET', '/api/session', { tls: ca })).status, 200);
const bare = new Person(answer.json, cookie.split(';')[0].replace('__Host-', ''));
same('TLS: the cookie of plain HTTP is none', (await bare.send('GET', '/api/session', { tls: ca })).status, 401);
const old = await new Promise((done) => {
    const socket = tls.connect({ host: '127.0.0.1', port, ca, servername: 'localhost', maxVersion: 'TLSv1.1',
        minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' }, () => done('connected'));
    socket.on('error', () => done('refused'));
});
same('TLS 1.1 is refused', old, 'refused');
const plain = await send('GET', '/healthz').then((a) => a.status, () => 'closed');
check('plain HTTP is not answered there', plain !== 200, plain);
report();
process.exit();
