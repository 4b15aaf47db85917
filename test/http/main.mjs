// main.mjs - runs the areas named, or all of them, against the server on WORKBAY_PORT.
import { check, report } from './client.mjs';
import { make_world } from './world.mjs';

const files = ['refusals', 'protocol', 'changing', 'reading', 'races', 'files', 'access', 'sockets'];
const wanted = process.argv.slice(2);
if (wanted.includes('routes'))      // takes minutes: only when it is asked for
    files.push('routes');

await make_world();
for (const file of files) {
    const area = await import(`./${file}.mjs`).catch((why) => {
        if (why.code !== 'ERR_MODULE_NOT_FOUND')
            throw why;
    });
    if (area === undefined)
        continue;
    const tests = area.all ?? Object.values(area).filter((one) => one.length === 0);
    for (const test of tests) {
        if (wanted.length > 0 && !wanted.includes(file) && !wanted.includes(test.name))
            continue;
        const began = Date.now();
        try {
            await test();
        } catch (why) {
            check(`${file} ${test.name}`, false, String(why.stack));
        }
        console.log(`ok ${file} ${test.name} (${Date.now() - began} ms)`);
    }
}
report();
process.exit();
