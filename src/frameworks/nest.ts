import type { ServedFunctions } from '../analysis/served-functions.ts';

// https://docs.nestjs.com/controllers, https://docs.nestjs.com/graphql/resolvers, https://docs.nestjs.com/techniques/task-scheduling and their neighbours
export const served: readonly ServedFunctions[] = [
  { packages: ['@nestjs/common'], decorators: ['All', 'Delete', 'Get', 'Head', 'Options', 'Patch', 'Post', 'Put', 'Search', 'Sse'], parameters: ['ExecutionContext'] },
  { packages: ['@nestjs/graphql'], decorators: ['Mutation', 'Query', 'ResolveField', 'ResolveProperty', 'ResolveReference', 'Subscription'] },
  { packages: ['@nestjs/microservices'], decorators: ['EventPattern', 'GrpcMethod', 'GrpcStreamMethod', 'MessagePattern'] },
  { packages: ['@nestjs/websockets'], decorators: ['SubscribeMessage'] },
  { packages: ['@nestjs/schedule'], decorators: ['Cron', 'Interval', 'Timeout'] },
  { packages: ['@nestjs/bull'], decorators: ['Process'] },
];
