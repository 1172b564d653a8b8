import { createMarkedCases } from '../src/dev/marked-cases.ts';
import { typedProject } from '../src/dev/testers.ts';
import rule from './no-sync-query-in-async.ts';

const FILES = {
  'express.d.ts': `declare module 'express' {
  export interface Request { readonly params: Record<string, string> }
  export interface Response { json(body: unknown): this }
  export interface RequestHandler { (request: Request, response: Response, next: (error?: unknown) => void): void | Promise<void> }
  export interface Router { get(path: string, ...handlers: RequestHandler[]): this; on(event: string, run: () => void): this }
  export function Router(): Router;
}
declare module '@nestjs/common' { export function Get(path?: string): (...target: any[]) => any }
declare module 'fastify' { export interface DoneFuncWithErrOrRes { (error?: Error): void } export class Fastify { addHook(name: string, run: (request: unknown, reply: unknown, done: DoneFuncWithErrOrRes) => void): this } }
declare module 'bullmq' { export class Worker { constructor(name: string, process: (job: { id: string }) => unknown) } }
declare module 'other' { export interface Response { json(body: unknown): this } export function get(path: string, run: () => void): void }
`,
  'models.ts': `import { manager, Model } from 'django-orm';
export class Student extends Model { static objects = manager(Student); }
export function load(): Student { return Student.objects.get(); }
`,
};
const { invalid, valid } = createMarkedCases(`import { Router, type RequestHandler, type Response } from 'express';
import { Get } from '@nestjs/common';
import { Fastify } from 'fastify';
import { Worker } from 'bullmq';
import * as other from 'other';
import { load, Student } from './models.js';
const router = Router(); void [router, Fastify, Get, Worker, other, load, Student]; export type Used = RequestHandler | Response;
`);
const GET = { operation: 'Student.objects.get', receiver: 'Manager<Student>', twin: 'aget' };

typedProject('django', FILES).run('no-sync-query-in-async', rule, {
  valid: [
    valid('a function that nobody is known to run', 'export function show() { return Student.objects.get(); }'),
    valid('a library of another name', "other.get('/', () => { Student.objects.get(); });"),
    valid('a type of another library', 'export function show(response: other.Response) { response.json(Student.objects.get()); }'),
    valid('another method of the framework', "router.on('mount', () => { Student.objects.get(); });"),
    valid('a method without a decorator', 'export class Students { show() { return Student.objects.get(); } }'),
    valid('what a handler leaves for later', "router.get('/', () => { setTimeout(() => Student.objects.get(), 1); });"),
  ],
  invalid: [
    invalid('a handler', 'syncQuery', GET, "router.get('/', (_, response) => { response.json(Student.objects.«get»()); });", { suggestions: [['useTwin', "router.get('/', async (_, response) => { response.json(await Student.objects.aget()); });"]] }),
    invalid('a handler by its name', 'syncQuery', GET, "function show() { Student.objects.«get»(); }\nrouter.get('/', show);", { suggestions: [['useTwin', "async function show() { await Student.objects.aget(); }\nrouter.get('/', show);"]] }),
    invalid('a handler by its type', 'syncQuery', GET, 'export const show: RequestHandler = (_, response) => { response.json(Student.objects.«get»()); };', { suggestions: [['useTwin', 'export const show: RequestHandler = async (_, response) => { response.json(await Student.objects.aget()); };']] }),
    invalid('a handler by its parameter', 'syncQuery', GET, 'export function show(_: unknown, response: Response) { response.json(Student.objects.«get»()); }', { suggestions: [['useTwin', 'export async function show(_: unknown, response: Response) { response.json(await Student.objects.aget()); }']] }),
    invalid('a callback that a handler runs', 'syncQuery', GET, "router.get('/', (_, response) => { const rows = [1].map(() => Student.objects.«get»()); response.json(rows); });", {
      suggestions: [['useTwin', "router.get('/', async (_, response) => { const rows = await Promise.all([1].map(async () => await Student.objects.aget())); response.json(rows); });"]],
    }),
    invalid('a method with a decorator', 'syncQuery', GET, 'export class Students { @Get() show() { return Student.objects.«get»(); } }', { suggestions: [['useTwin', 'export class Students { @Get() async show() { return await Student.objects.aget(); } }']] }),
    invalid('a hook that calls back', 'syncQuery', GET, "new Fastify().addHook('onRequest', (_, __, done) => { Student.objects.«get»(); done(); });"),
    invalid('a worker', 'syncQuery', GET, "new Worker('mail', () => { Student.objects.«get»(); });", { suggestions: [['useTwin', "new Worker('mail', async () => { await Student.objects.aget(); });"]] }),
    invalid('a function that a handler calls', 'blockingCall', { operation: 'load', query: 'Manager.get', place: 'fixtures/types/models.ts:3' }, "router.get('/', (_, response) => { response.json(«load»()); });"),
  ],
});
