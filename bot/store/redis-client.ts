import { createRequire } from 'node:module';
import type * as Redis from 'redis';

// `redis` adds the commands of four modules of Redis Stack to the client, a tenth of all that a start loads, and nothing here asks for
// them. This is the same client without them.
const require = createRequire(import.meta.url);
const client = createRequire(require.resolve('redis'))('@redis/client') as typeof Redis;

export const { createClient, createCluster, ErrorReply } = client;
