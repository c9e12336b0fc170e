/** What the reader is told: the text, the question that was last asked, the main language, and today. */
export interface Utterance {
  readonly text: string;
  readonly pending: Pending;
  readonly language: 'zh' | 'zh-Hant' | 'yue' | 'en';
  /** `YYYY-MM-DD`, for relative dates. */
  readonly today: string;
  /** Said before to ask for a client: what is told of the client is told of the company. */
  readonly forClient?: boolean;
}

/** The kind of the pending question. It decides ties: a bare "五百" after `capital` is money. */
export type Pending =
  | 'capital'
  | 'funding'
  | 'scope'
  | 'province'
  | 'contact'
  | 'consent'
  | 'yes-no'
  | 'service'
  | 'urgency'
  | 'start'
  | 'company'
  | 'need'
  | 'none';
