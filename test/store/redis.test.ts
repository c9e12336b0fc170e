import { afterAll } from 'vitest';
import { openRedis } from '../../bot/store/redis.ts';
import { startRedis } from '../support/redis-server.ts';
import { storeContract } from './contract.ts';

const server = await startRedis();
afterAll(() => server.stop());

storeContract('Redis', () => openRedis({ url: server.url }), { shared: true });
