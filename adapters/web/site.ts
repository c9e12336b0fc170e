import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { Router } from 'express';
import { preferredLanguage } from './language.ts';

/** A file of the public site, kept in memory. */
export interface Asset {
  readonly body: string | Uint8Array;
  /** The media type. */
  readonly type: string;
  /** True when the path changes with the content. */
  readonly immutable?: boolean;
  /** True for what other sites load: the widget. */
  readonly embeddable?: boolean;
}

/**
 * Serves files by their exact path (`/`, `/widget.js`, `/privacy`, …), in another language by `path?lang=en`. Nothing is read from
 * disk by what a request says.
 */
export function site(assets: ReadonlyMap<string, Asset>): Router {
  const router = Router();
  const made = new Map<string, File>();
  const fileAt = (path: string): File | undefined => {
    const asset = assets.get(path);
    const file = made.get(path) ?? (asset && fileOf(asset));
    if (file) made.set(path, file);
    return file;
  };
  router.get('/{*path}', (request, response, next) => {
    // A page that is there in several languages is kept under its path with `?lang=`; without it the browser's language counts.
    const { lang = preferredLanguage(request) } = request.query;
    const file = (typeof lang === 'string' ? fileAt(`${request.path}?lang=${lang}`) : undefined) ?? fileAt(request.path);
    if (!file) return next();
    const { asset, plain, gzipped, tag } = file;
    response.set({ ETag: tag, Vary: 'Accept-Encoding, Accept-Language' });
    response.set('Cache-Control', asset.immutable ? 'public, max-age=31536000, immutable' : 'public, max-age=300');
    if (asset.embeddable) {
      response.set({ 'Cross-Origin-Resource-Policy': 'cross-origin', 'Access-Control-Allow-Origin': '*' });
    }
    const zipped = request.acceptsEncodings('gzip') === 'gzip';
    if (zipped) response.set('Content-Encoding', 'gzip');
    // Express answers 304 when the client has this version.
    response.type(asset.type).send(zipped ? gzipped : plain);
  });
  return router;
}

/** An asset as it is sent. */
interface File {
  readonly asset: Asset;
  readonly plain: Buffer;
  readonly gzipped: Buffer;
  readonly tag: string;
}

/** Made once, when it is first asked for: packing as small as can be takes its time. */
function fileOf(asset: Asset): File {
  const plain = Buffer.from(asset.body);
  // Weak: the same content, packed or not.
  const tag = `W/"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
  return { asset, plain, gzipped: gzipSync(plain, { level: 9 }), tag };
}
