// routes.mjs - every operation of the description (./check --long routes): closed to nobody's session; told in a
// refusal, never a failure, of a row that is not there and of every field given as what it is not; and
// nothing has changed after all of it.
import { check, same, send } from './client.mjs';
import { count, world as w } from './world.mjs';

const nothing = '999999999';
const open = /^\/(healthz|readyz|metrics)|^\/api\/(openapi\.json|session)$/;
const hostile = [null, true, -1, 1e300, 9007199254740993, '', '\u0000', '\ud800', 'x'.repeat(5000), '二〇二六年', [], {},
    [[]], [null], [{ spaceship: 1 }], { entity: 'spaceship', id: nothing }, nothing, '1e5', ' 5', '2026-13-45'];

function operations(doc) {
    return Object.entries(doc.paths).flatMap(([path, methods]) => Object.entries(methods)
        .filter(([method]) => ['get', 'post', 'patch', 'put', 'delete'].includes(method))
        .map(([method, operation]) => ({ method: method.toUpperCase(), path: path.startsWith('/api') || open.test(path)
            ? path : `/api${path}`, operation })));
}

function fields_of(doc, operation) {
    let schema = operation.requestBody?.content?.['application/json']?.schema;
    while (schema?.$ref !== undefined)
        schema = doc.components.schemas[schema.$ref.split('/').pop()];
    return Object.keys(schema?.properties ?? {});
}

// A field that no operation has: whatever else stands there, nothing may come of it.
const bodies = (fields) => ['{', '[]', 'null', '"x"', '{"a":1,"a":2}', '[['.repeat(40), { spaceship: 1 },
    ...hostile.map((value) => ({ spaceship: 1, ...Object.fromEntries(fields.map((name) => [name, value])) }))];

function refused(name, answer) {
    const good = answer.status >= 400 && answer.status < 500 && /problem\+json/.test(answer.type) &&
        answer.json?.code?.length > 0 && answer.json.detail.length > 0;
    return good || check(name, false, `${answer.status} ${answer.text.slice(0, 300)}`);
}

export async function all_routes() {
    const doc = (await w.admin.get('/api/openapi.json')).json;
    const all = operations(doc), before = await count();
    let asked = 0;
    for (const { method, path, operation } of all) {
        const at = path.replace('{id}', nothing).replace(/\{\w+\}/g, 'spaceship'), name = `${method} ${path}`;
        if (!open.test(path)) {
            const answer = await send(method, at, { body: method === 'GET' ? undefined : {} });
            check(`nobody: ${name}`, answer.status === 401, `${answer.status} ${answer.text.slice(0, 200)}`);
        }
        if (method === 'GET') {
            for (const query of ['', '?limit=-1', '?cursor=%00', '?spaceship=1', '?q=%FF', `?sort=${'x'.repeat(500)}`]) {
                if (/\/events$/.test(path) && query === '')
                    continue;
                const answer = await w.admin.get(at + query);
                check(`${name}${query}`, answer.status < 500, `${answer.status} ${answer.text.slice(0, 300)}`);
                asked++;
            }
            continue;
        }
        if (path === '/api/session')
            continue;
        const headers = method === 'PATCH' ? { 'If-Match': '"1"' } : {};
        let good = 0;
        const tried = bodies(fields_of(doc, operation));
        for (const body of tried)
            good += refused(name, await w.admin.send(method, at, { body, headers }));
        check(`${name}: hostile bodies are refused`, good === tried.length, `${good} of ${tried.length}`);
        asked += tried.length;
    }
    check('every route was asked', all.length > 500 && asked > 5 * all.length, `${all.length} ${asked}`);
    console.log(`ok ${all.length} operations, ${asked} requests`);
    same('no hostile body changed anything', await count(), before);
}
