// Preloaded by `npm start`: Botkit is a thousand modules, and the second start finds them, and our own, compiled. In front of
// main.ts, because a cache that is on already also keeps Node from loading its TypeScript compiler for it: 14 MB.
import { enableCompileCache } from 'node:module';

enableCompileCache();
