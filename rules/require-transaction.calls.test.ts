import { createMarkedCases } from '../src/dev/marked-cases.ts';
import { typedProject } from '../src/dev/testers.ts';
import rule from './require-transaction.ts';

const FILES = {
  'services.ts': `import { aatomic, manager, Model } from 'django-orm';
export class Order extends Model { static objects = manager(Order); total = 0; }
export class Item extends Model { static objects = manager(Item); order = 0; }
export async function createOrder(): Promise<Order> { return Order.objects.acreate({}); }
export async function addItem(order: number): Promise<void> { await Item.objects.acreate({ order }); }
export async function addChecked(order: number): Promise<void> { await fetch('/'); await addItem(order); }
export async function addSafely(order: number): Promise<void> { try { await addItem(order); } catch { /* nobody cares */ } }
export async function addHeld(order: number): Promise<void> { await aatomic(async () => { await addItem(order); }); }
export async function ensureOrder(): Promise<Order> { const [order] = await Order.objects.agetOrCreate({}); return order; }
export async function clear(): Promise<void> { await Item.objects.all().adelete(); }
`,
};
const { invalid, valid } = createMarkedCases(`import { aatomic } from 'django-orm';
import { addChecked, addHeld, addItem, addSafely, clear, createOrder, ensureOrder, Item, Order } from './services.js';
void [aatomic, addChecked, addHeld, addItem, addSafely, clear, createOrder, ensureOrder, Item, Order];
`);

typedProject('django', FILES).run('require-transaction', rule, {
  valid: [
    valid('one write', 'export async function show() { await createOrder(); }'),
    valid('in a transaction', 'export async function show() { await aatomic(async () => { const order = await createOrder(); await addItem(order.id); }); }'),
    valid('a function that holds its writes by itself', 'export async function show() { const order = await createOrder(); await addHeld(order.id); }'),
    valid('a function that goes on where it fails', 'export async function show() { const order = await createOrder(); await addSafely(order.id); }'),
    valid('a function that does other things too', 'export async function show() { const order = await createOrder(); await addChecked(order.id); }'),
    valid('a row that may be there already', 'export async function show() { const order = await ensureOrder(); await addItem(order.id); }'),
    valid('rows that have nothing to do with each other', 'export async function show() { await createOrder(); await addItem(1); }'),
    valid('one after the other, each by itself', 'export async function show(orders: number[]) { for (const order of orders) await addItem(order); }'),
    valid('left to itself', 'export async function show() { const order = await createOrder(); void addItem(order.id); }'),
  ],
  invalid: [
    invalid('a write that uses what another one has made', 'writesWithoutTransaction', { operation: 'addItem', receiver: 'Item', first: 'createOrder', line: '4', reason: 'whose result it uses' }, 'export async function show() { const order = await createOrder(); await «addItem»(order.id); }'),
    invalid('a write here and one there', 'writesWithoutTransaction', { operation: 'addItem', receiver: 'Item', first: 'Order.objects.acreate', line: '4', reason: 'whose result it uses' }, 'export async function show() { const order = await Order.objects.acreate({}); await «addItem»(order.id); }'),
    invalid('rows that take the place of others', 'writesWithoutTransaction', { operation: 'addItem', receiver: 'Item', first: 'clear', line: '4', reason: 'which deletes what it replaces' }, 'export async function show() { await clear(); await «addItem»(1); }'),
  ],
});
