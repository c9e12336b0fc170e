import { createRequire } from 'node:module';
import type { Resvg as Raster } from '@resvg/resvg-js';

// The renderer brings an allocator of its own (mimalloc), which fetches the fourteen megabytes of a picture from the system in pages of
// four kilobytes and gives them back after ten milliseconds: half of the time of a picture goes into that. In large pages, kept for a
// second, it takes next to none. The settings are read once, when the renderer is loaded.
process.env['MIMALLOC_ALLOW_LARGE_OS_PAGES'] ??= '1';
process.env['MIMALLOC_PURGE_DELAY'] ??= '1000';

export const { Resvg } = createRequire(import.meta.url)('@resvg/resvg-js') as { Resvg: typeof Raster };
