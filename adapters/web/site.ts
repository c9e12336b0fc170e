import { createHash } from 'node:crypto';
import { Router } from 'express';

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
  const tags = new Map(
    [...assets].map(([path, { body }]) => [path, `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`]),
  );
  router.get('/{*path}', (request, response, next) => {
    // A page that is there in several languages is kept under its path with `?lang=`.
    const { lang } = request.query;
    const translated = typeof lang === 'string' ? `${request.path}?lang=${lang}` : request.path;
    const path = [translated, request.path].find((key) => assets.has(key));
    const asset = assets.get(path ?? '');
    if (!asset) return next();
    response.set('ETag', tags.get(path ?? '') ?? '');
    response.set('Cache-Control', asset.immutable ? 'public, max-age=31536000, immutable' : 'public, max-age=300');
    if (asset.embeddable) {
      response.set({ 'Cross-Origin-Resource-Policy': 'cross-origin', 'Access-Control-Allow-Origin': '*' });
    }
    // Express answers 304 when the client has this version.
    response.type(asset.type).send(typeof asset.body === 'string' ? asset.body : Buffer.from(asset.body));
  });
  return router;
}
