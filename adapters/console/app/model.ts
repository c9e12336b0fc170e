/** What the staff API gives, as far as the page looks at it. */

export interface Person {
  readonly id: string;
  readonly name: string;
}

/** Who is signed in. */
export interface Me extends Person {
  readonly role: 'consultant' | 'manager' | 'owner';
}

export type Status = 'open' | 'waiting' | 'claimed' | 'won' | 'lost';

export interface Bilingual {
  readonly 'zh-Hans': string;
  readonly en: string;
}

export interface Listed {
  readonly id: string;
  readonly status: Status;
  readonly updated: string;
  readonly score: number;
  readonly grade: string;
  readonly headline: Bilingual;
  readonly name?: string;
  readonly company?: string;
  readonly channel: string;
  readonly owner?: Person;
  readonly handed?: string;
}

export interface Choice {
  readonly value: string;
  readonly label: Bilingual;
}

export interface Fact {
  readonly slot: string;
  readonly name: Bilingual;
  readonly value?: Bilingual;
  readonly by?: 'said' | 'chosen' | 'link' | 'consultant' | 'model';
  readonly at: string;
  readonly personal: boolean;
  readonly choices?: readonly Choice[];
}

export interface OpenSlot {
  readonly slot: string;
  readonly name: Bilingual;
  readonly choices?: readonly Choice[];
}

export interface Schedule {
  readonly start: string;
  readonly months: { readonly low: number; readonly high: number };
  readonly courses: readonly { readonly course: 'official' | 'agency'; readonly earliest: string; readonly latest: string }[];
}

export interface LeadFile {
  readonly language: 'zh-Hans' | 'zh-Hant' | 'en';
  readonly headline: Bilingual;
  readonly facts: readonly Fact[];
  readonly open: readonly OpenSlot[];
  readonly judgement: Bilingual;
  readonly next: Bilingual;
  readonly schedule: Schedule | null;
  readonly quotes: readonly {
    readonly number: string;
    readonly url: string;
    readonly totalCents: number;
    readonly validUntil: string;
    readonly sample: boolean;
    readonly approvedBy?: string;
  }[];
  readonly discount?: Discount;
  readonly questions: readonly string[];
  readonly notes: readonly { readonly at: string; readonly name: string; readonly text: string }[];
  readonly stage?: { readonly step: string; readonly at: string };
  readonly dates: Readonly<Partial<Record<'annual-inspection' | 'expiry', string>>>;
  readonly unanswered?: string;
  readonly origin: { readonly page?: string; readonly referrer?: string; readonly campaign?: Readonly<Record<string, string>> };
  readonly created: string;
  readonly handed?: { readonly at: string; readonly reason: string };
  readonly closed?: { readonly at: string; readonly outcome: string; readonly reason: string };
}

/** How a colleague is reached at their own address. */
export type WayName = 'email' | 'wecom';

/** A discount that was asked for, and what became of it. */
export interface Discount {
  readonly id: string;
  readonly percent: number;
  readonly status: 'asked' | 'approved' | 'declined';
  readonly asked: { readonly at: string; readonly name: string; readonly note: string };
  readonly decided?: { readonly at: string; readonly name: string; readonly reason: string };
}

export interface Lead {
  readonly id: string;
  readonly status: Status;
  readonly score: number;
  readonly grade: string;
  readonly channel: string;
  readonly owner?: Person;
  readonly events: readonly { readonly at: string; readonly event: string; readonly who?: string }[];
  readonly duplicates?: readonly Duplicate[];
  readonly window?: { readonly left: number; readonly until?: string };
  readonly file: LeadFile;
}

/** Another lead that may be of the same prospect. */
export interface Duplicate {
  readonly lead: string;
  readonly because: 'phone' | 'company';
  readonly status: Status;
  readonly headline: Bilingual;
  readonly name?: string;
}

export interface Said {
  readonly seq: number;
  readonly at: string;
  readonly from: 'prospect' | 'bot' | 'consultant';
  readonly text: string;
  readonly name?: string;
  readonly cards?: readonly { readonly title: string; readonly url: string }[];
  readonly generated?: boolean;
}

export interface Templates {
  readonly firm: Readonly<Record<LeadFile['language'], string>>;
  readonly templates: readonly {
    readonly id: string;
    readonly title: Bilingual;
    readonly text: Readonly<Record<LeadFile['language'], string>>;
  }[];
}
