import type { Logger } from 'pino';
import { signIn, type SignInDeps } from '../../adapters/console/sign-in.ts';
import type { IsStaff } from '../../adapters/web/quotes.ts';
import type { Config } from '../config.ts';
import { ownAddress } from '../settings/own-address.ts';
import type { Act } from '../ports.ts';
import { type QuoteShelf, quoteShelf, type ShelfDeps } from '../quotes/quote-shelf.ts';
import { viewRecorder } from '../quotes/quote-viewed.ts';

interface QuoteSideDeps extends Omit<ShelfDeps, 'origin' | 'onViewed'> {
  readonly config: Pick<Config, 'publicUrl' | 'host' | 'port'>;
  readonly log: Logger;
  readonly act: Act;
  readonly now: () => Date;
}

/** The quotes of this process: they name the address under which it is reached, and the first sight of each is written down. */
export function openShelf({ config, log, act, now, ...deps }: QuoteSideDeps): QuoteShelf {
  const record = viewRecorder({ act, now });
  return quoteShelf({
    ...deps,
    origin: ownAddress(config),
    onViewed: (conversation, number) =>
      void record(conversation, number).catch((error: unknown) =>
        log.warn({ error, conversation }, 'that a quote was seen could not be written down'),
      ),
  });
}

/** Whether a request comes from somebody of the firm. */
export function staffCheck(deps: SignInDeps): IsStaff {
  const doors = signIn(deps);
  return (request) =>
    doors.identify(request).then(
      () => true,
      () => false,
    );
}
