import type { ServedFunctions } from '../analysis/served-functions.ts';
import { served as bullmq } from './bullmq.ts';
import { served as express } from './express.ts';
import { served as fastify } from './fastify.ts';
import { served as graphql } from './graphql.ts';
import { served as hono } from './hono.ts';
import { served as koa } from './koa.ts';
import { served as nest } from './nest.ts';
import { served as next } from './next.ts';
import { served as remix } from './remix.ts';
import { served as trpc } from './trpc.ts';

/** What frameworks of TypeScript run on the event loop. */
export const SERVED_FUNCTIONS: readonly ServedFunctions[] = [bullmq, express, fastify, graphql, hono, koa, nest, next, remix, trpc].flat();
