// world.mjs - who is there and what they work on: the demo's store and a second one made for the test.
import { Person, send } from './client.mjs';

export const world = {};

export async function make_world() {
    const w = world;
    w.admin = await Person.log_in('admin');
    w.adviser = await Person.log_in('service_adviser@NS01');
    w.keeper = await Person.log_in('storekeeper@NS01');
    w.buyer = await Person.log_in('parts_manager@NS01');
    w.cashier = await Person.log_in('cashier@NS01');
    w.accountant = await Person.log_in('accountant@NS01');
    w.store = w.adviser.session.unit.id;
    w.elsewhere = await second_store(w);
    w.other = await Person.log_in('desk@FT02', 'a long password');
    w.party = (await first(w.adviser, 'party', 'kind=person')).id;
    const car = await first(w.adviser, 'vehicle', 'sort=id');
    w.vehicle = car.id;
    w.owner = car.owner_id;
    w.part = (await first(w.adviser, 'part', 'sort=code')).id;
    w.supplier = (await first(w.adviser, 'party', 'kind=supplier')).id;
    w.order = await order_open(w.adviser);
    w.foreign_order = await order_open(w.other);
    w.meta = (await w.admin.get('/api/meta')).json;
    return w;
}

export async function first(person, entity, query) {
    return (await person.must('GET', `/api/${entity}?${query}&limit=1`)).rows[0];
}

async function second_store(w) {
    const company = await first(w.admin, 'unit', 'code=GW');
    const unit = await w.admin.must('POST', '/api/unit',
        { name: '福田店', code: 'FT02', kind: 'store', parent_id: company.id });
    const hired = await w.admin.must('POST', '/api/employee', { name: '林静', unit_id: unit.id });
    const posts = (await w.admin.must('GET', '/api/post?limit=200')).rows;
    await w.admin.must('POST', '/api/post_holding', { employee_id: hired.id, unit_id: unit.id,
        post_id: posts.find((post) => post.code === 'service_adviser').id, valid_from: '2020-01-01' });
    await w.admin.must('POST', `/api/employee/${hired.id}/employee_open_account`,
        { name: 'desk@FT02', password: 'a long password' });
    return unit.id;
}

let cars = 0;

// A car of its own for each order, so that no order stands in another's way.
export async function car_new(person) {
    const plate = `粤B${'FGHJKLMN'[cars >> 10]}${String(10000 + cars++).slice(1)}`;
    return person.must('POST', '/api/vehicle', { plate, owner_id: world.party, brand: '大众' });
}

export async function order_open(person, more = {}) {
    const car = await car_new(person);
    return person.must('POST', '/api/repair_order', { vehicle_id: car.id, nature: 'repair',
        category: 'minor', odometer_in: 12000, promised_at: tomorrow(), ...more });
}

export function tomorrow() {
    return new Date(Date.now() + 86400000).toISOString().replace(/\.\d+/, '');
}

export function day_from_now(days) {
    return new Date(Date.now() + 8 * 3600000 + days * 86400000).toISOString().slice(0, 10);
}

// How many rows there are of what the tests touch: equal before and after what was refused.
const counted = ['party', 'vehicle', 'part', 'repair_order', 'appointment', 'stock_receipt',
    'stock_move', 'employee'];

export async function count() {
    const totals = await Promise.all(counted.map(async (entity) =>
        `${entity} ${(await world.admin.must('GET', `/api/${entity}?limit=1`)).total}`));
    return totals.join(' ');
}

export async function version_of(person, entity, id) {
    return (await person.must('GET', `/api/${entity}/${id}`)).version;
}

export { send };
