import type { Config } from '../config.ts';
import { ConfigError, type ConfigProblem } from '../settings/settings.ts';

/** Why nobody can be let in at this port, as what is wrong with the setting; any other error as it is. */
export function listeningError(error: unknown, { port, host }: Pick<Config, 'port' | 'host'>): unknown {
  const notHere = { name: 'HOST', problem: `${host} is no address of this machine; 0.0.0.0 is all that it has` };
  const problems: Readonly<Record<string, ConfigProblem>> = {
    EADDRINUSE: {
      name: 'PORT',
      problem: `${port} is in use, by another program or by Yinlu itself; end that one, or choose another PORT`,
    },
    EACCES: { name: 'PORT', problem: `this user may not listen at ${port}; choose a PORT above 1023` },
    EADDRNOTAVAIL: notHere,
    ENOTFOUND: notHere,
  };
  const problem = problems[(error as NodeJS.ErrnoException).code ?? ''];
  return problem ? new ConfigError([problem]) : error;
}
