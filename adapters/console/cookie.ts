import type { IncomingMessage, ServerResponse } from 'node:http';

/** A cookie of the console, out of reach of every script. */
export interface Cookie {
  in(request: IncomingMessage): string | undefined;
  /** No seconds take it away. */
  set(response: ServerResponse, value: string, seconds: number): void;
}

export function cookie(options: { name: string; sameSite: 'Strict' | 'Lax'; secure: boolean }): Cookie {
  const { sameSite, secure } = options;
  // With the prefix a browser takes the cookie over https only, and from no other host of the domain.
  const name = secure ? `__Host-${options.name}` : options.name;
  return {
    in(request) {
      const pairs = (request.headers.cookie ?? '').split(';').map((pair) => pair.trim());
      return pairs.find((pair) => pair.startsWith(`${name}=`))?.slice(name.length + 1);
    },
    set(response, value, seconds) {
      const rest = `Path=/; HttpOnly; SameSite=${sameSite}; Max-Age=${seconds}${secure ? '; Secure' : ''}`;
      response.appendHeader('Set-Cookie', `${name}=${value}; ${rest}`);
    },
  };
}
