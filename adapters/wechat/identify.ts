/** Asks WeChat who somebody is, once for each conversation and process; that nobody could say so is no reason to fail. */
export function identifying({ unionidOf, known, log }: IdentifyDeps): (conversation: string, address: string) => void {
  const asked = new Set<string>();
  const identify = async (conversation: string, address: string): Promise<void> => {
    const unionid = await unionidOf(address);
    if (unionid !== null) await known(conversation, unionid);
  };
  return (conversation, address) => {
    if (asked.has(conversation)) return;
    if (asked.size >= rememberedMax) asked.clear();
    asked.add(conversation);
    identify(conversation, address).catch((error: unknown) =>
      log.warn({ error, conversation }, 'WeChat did not say whether this prospect is known from another account'),
    );
  };
}

export interface IdentifyDeps {
  /** WeChat's id of the person at this address, the same on all accounts of the firm; null when it has none. */
  readonly unionidOf: (address: string) => Promise<string | null>;
  readonly known: (conversation: string, unionid: string) => Promise<void>;
  readonly log: { warn(details: object, message: string): void };
}

const rememberedMax = 50_000;
