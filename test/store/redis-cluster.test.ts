import { afterAll } from 'vitest';
import { openRedis } from '../../bot/store/redis.ts';
import { startRedisCluster } from '../support/redis-server.ts';
import { storeContract } from './contract.ts';

const cluster = await startRedisCluster();
afterAll(() => cluster.stop());

storeContract('Redis Cluster', () => openRedis({ url: cluster.url }), { shared: true });
