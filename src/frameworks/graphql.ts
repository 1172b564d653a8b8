import type { ServedFunctions } from '../analysis/served-functions.ts';

// https://graphql.org/graphql-js/type/ and https://the-guild.dev/graphql/tools/docs/resolvers: a resolver may give a promise.
export const served: readonly ServedFunctions[] = [
  { packages: ['graphql'], takenBy: ['GraphQLInterfaceType', 'GraphQLObjectType'], parameters: ['GraphQLResolveInfo'] },
  { packages: ['@apollo/server', '@graphql-tools/schema', 'apollo-server', 'apollo-server-express', 'graphql-yoga'], takenBy: ['ApolloServer', 'createSchema', 'makeExecutableSchema'] },
  { packages: ['type-graphql'], decorators: ['FieldResolver', 'Mutation', 'Query', 'Subscription'] },
];
