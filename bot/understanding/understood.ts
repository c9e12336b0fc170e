import type { Money } from '../../flows/command.ts';
import type { HolderAsking } from './holder-asking.ts';
import type { Intent } from './intent.ts';
import type { TalksOf } from './talks-of.ts';

export { isQuestion, type Intent } from './intent.ts';
export type { Pending, Utterance } from './utterance.ts';

/** What rules (or a model) read in one message. Absent slots were not stated. */
export interface Understood extends Manner {
  readonly slots: Slots;
  readonly intents: readonly Intent[];
  /** Slots that the message says were wrong, in this message or earlier. */
  readonly corrections: readonly (keyof Slots)[];
  /** Values only supposed ("改成只做广东呢?"); they are not in `slots`. */
  readonly whatIf?: Slots;
  /** A quote is asked for or declined. */
  readonly wantsQuote?: boolean;
  /** Papers that are ready, by the ids of `knowledge/documents.yaml`. */
  readonly papers?: readonly string[];
  /** "哦", "明白了", "？": it was heard, and nothing is said to it. */
  readonly nods?: true;
  /** Tells something of the company that asks. */
  readonly tellsOfCompany?: true;
  /** The last digits of a phone number, where they were wrong: 尾号是7777. */
  readonly phoneTail?: string;
  /** A bare number that takes the place of another one: "actually 15". */
  readonly anew?: number;
}

/** How a message is said, beside what it says: by this the talk tells what it is about. */
export interface Manner extends HolderAsking {
  /** Something is asked, whatever about. */
  readonly asks?: true;
  /** What is asked stands in the end: 先办上海的，行不行, but not 那不够是吧，那做浙江吧. */
  readonly endsAsking?: true;
  /** Nothing but the name of what is asked about: 时间, 价. */
  readonly namesTopic?: true;
  /** Holds words that ask where the firm has an answer, and else stand in plain answers: 谁来写, 该办95还是96. */
  readonly mayAsk?: true;
  /** Asks the last question again, of something else: 那单省的呢. */
  readonly isElliptic?: true;
  /** Nothing but a greeting, thanks, and that one has a question. */
  readonly isOnlyCourteous?: true;
  /** What is asked, without what the company is. */
  readonly askedPart?: string;
  /** The province in `slots` comes to those that were named before: 再加湖南. */
  readonly addsProvince?: true;
  /** The province in `slots` is only that of a branch: 我们分公司在湖南. */
  readonly placesBranch?: true;
  /** The capital in `slots` is told for certain, whatever is asked beside it. */
  readonly tellsCapital?: true;
  /** Whether the capital in `slots` is enough is asked, and no more; or that so much is asked for is objected to. */
  readonly asksEnough?: true;
  /** The amount of which that is asked, where it tells of no capital: "is 100k ok?" */
  readonly amountAsked?: number;
  /** The capital in `slots` is what it is to become. */
  readonly plansCapital?: true;
  /** The day, or the month, from which on that is to be so. */
  readonly capitalFrom?: string;
  /** Whether it can be done is asked, and no more: 能办全国吗. */
  readonly asksWhether?: true;
  /** What is put like a question is only told to be open: 有没有外资我不清楚. */
  readonly leavesOpen?: true;
  /** Asks why, and nothing else. */
  readonly asksWhy?: true;
  /** Asks what comes then, and nothing else: 那之后呢. */
  readonly asksAfter?: true;
  /** It is about reaching the province in `slots`, not about being there: 打到上海. */
  readonly reachesProvince?: true;
  /** How much somebody holds: 日方占40. */
  readonly tellsShare?: true;
  /** Of several holders only one side is told of: 中方是国企. */
  readonly tellsOneSide?: true;
  /** The shareholders are people and no companies; of where is left open. */
  readonly namesIndividuals?: true;
  /** Tells that the company is held by another one. */
  readonly namesSubsidiary?: true;
  /** Tells that the company is one of those just talked about: 我们就是. */
  readonly isSuch?: true;
  /** The funding in `slots` stands only in what is asked: "does our Hong Kong shareholder matter?" */
  readonly asksFunding?: true;
  /** Where the money of the company is from that a question is about, whosever that is. */
  readonly asksOfOrigin?: 'hmt' | 'foreign';
  /** A shareholder who was named before goes: 那让他退股呢, "suppose she sells her shares". */
  readonly shareholderLeaves?: true | 'already';
  /** Others hold the shares instead, whoever they are: "could the founders hold them?" */
  readonly holdersChange?: true | 'already';
  /** What becomes of the holders is still being talked about: 先不改，还在跟股东商量. */
  readonly holdersUndecided?: true;
  /** The use of whatever contact stands beside it is refused. */
  readonly refusesContact?: true;
  /** No contact is given: 不留电话. */
  readonly withholdsContact?: true;
  /** Would rather talk here than be called: 在这里说就好. */
  readonly staysHere?: true;
  /** Asked for consent or for a yes, says one that may be to a value in `slots`: 行吧 3000万. */
  readonly yesToValue?: true;
  /** The phone number that was given is the WeChat id as well. */
  readonly isWechatToo?: true;
  /** The number that is given comes to one that was given before: 手机也留一个. */
  readonly addsNumber?: true;
  /** Whatever contact was given may be used: `person` where a consultant is to do so. */
  readonly allowsContact?: true | 'person';
  /** It is about the talk itself, or who is in it. */
  readonly talksOf?: TalksOf;
  /** One of the ways just told is taken, by its place or what it comes to: 第二个吧, 那就增资吧. */
  readonly takesWay?: 'first' | 'second' | 'raise';
  /** More capital is decided on, and not only planned: 那我们增资吧, "ok we'll raise it". */
  readonly decidesRaise?: true;
  /** It is to be done there, in the place in `slots`, where ways were told: 那办广西的. */
  readonly takesPlace?: true;
  /** It is to be sent to the address beside it: 发我邮箱 lin@example.com. */
  readonly sendsTo?: true;
  /** Not to be called by phone: `email` for "email only please". */
  readonly refusesCalls?: true | 'email';
  /** Gives it all up, and says no other no: 算了, 先不办了. */
  readonly givesUp?: true;
  /** Asks for a client, whose company is to have the licence. */
  readonly forClient?: true;
  /** Only studies the matter, and applies for nothing: 写论文用. */
  readonly studies?: true;
  /** Would add the consultant on WeChat: 我加你微信吧. */
  readonly wishesOurWechat?: true;
  /** Would go on in WeChat: 加个微信吧. */
  readonly wishesWechat?: true;
  /** Asks whether the fee for a licence covers the annual inspection: 价格包含年检吗. */
  readonly asksIfInspected?: true;
  /** What the price is as well: "what's the price and does it include annual inspection". */
  readonly asksPriceToo?: true;
  /** Asks whether it can be done in a place: 北京能办吗. */
  readonly asksOfPlace?: true;
  /** A quote with the company's seal is spoken of. */
  readonly namesSeal?: true;
  /** Says of the company that it was punished for breaking the rules. */
  readonly tellsBreach?: true;
  /** Says that it was not: 没有被处罚过. */
  readonly tellsNoBreach?: true;
  /** It is a public institution that asks, and no company. */
  readonly isInstitution?: true;
  /** And that this was more than three years ago. */
  readonly tellsOldBreach?: true;
  /** New social insurance is asked about: whether one has to wait until it was paid long enough. */
  readonly asksToWait?: true;
  /** Tells that the other holder of the company is Chinese: "partner is a Chinese company". */
  readonly namesChinesePartner?: true;
  /** Has a licence for one province already. */
  readonly holdsProvincial?: true;
  /** Whether the insured employees that are asked for are there. */
  readonly isStaffed?: boolean;
  /** So many are insured that the number is enough; for how long is not told. */
  readonly hasInsured?: true;
  /** There is no company yet. */
  readonly hasNoCompany?: true;
  /** The licence is to be one of Hong Kong, Macau or Taiwan. */
  readonly wishesElsewhere?: true;
  /** Would rather apply for a licence of one's own. */
  readonly appliesSelf?: true;
  /** There is no licence yet. */
  readonly lacksLicence?: true;
  /** That it is purely domestic is only supposed. */
  readonly guessesFunding?: true;
  /** There is another licence than the one that it is about: 还有一张浙江的. */
  readonly namesAnother?: true;
  /** Only the company's own customers are called. */
  readonly servesOnlyOwn?: true;
  /** Tells of a business in which one calls, or is called: 我们是做催收的. */
  readonly callsByTrade?: true;
  /** Speaks of calls that are made or taken for others: 客服外包. */
  readonly callsForOthers?: true;
  /** The lines are to be cut where there is no licence. */
  readonly linesThreatened?: true;
  /** It names a company that calls, or is called, for the one that asks: the vendor, 外包商. */
  readonly namesVendor?: true;
  /** Several provincial licences are spoken of: 那办两张单省的呢. */
  readonly namesSeveral?: true;
  /** There is none of what was just talked about. */
  readonly hasNone?: true;
  /** It is about a licence that one has, and its end: scope and service in `slots` are that one's. */
  readonly renewsLicence?: true;
  /** Takes what was just shown or compared: 那按这个来吧. */
  readonly takesIt?: true;
  /** Asks which of several comes first. */
  readonly asksFirst?: true;
  /** Wishes for a new licence rather than for the one that is held to go on. */
  readonly wishesAnew?: true;
  /** Says that there is a licence already, and nothing else. */
  readonly saysOnlyHeld?: true;
  /** The time of day at which one may be called, as it was put. */
  readonly callTime?: string;
  /** The service in `slots` is wished for outright, not only asked about. */
  readonly wishesService?: true;
  /** Another service is wished for besides: 顺便把ICP也办了. */
  readonly wishesAlso?: true;
  /** A quote is spoken of. */
  readonly namesQuote?: true;
  /** The clauses by which something is to stand in a quote, or no longer: 带网站的报价. */
  readonly quoteChange?: { readonly way: 'add' | 'drop'; readonly text: string };
  /** The licence or service that is ruled out, where no other is named. */
  readonly rulesOut?: string;
  /** Holds words that stand in sentences and in no name of a company: 那就这样. */
  readonly isNoName?: true;
  /** What others promise, or charge, or do for it: 别家说包过, 问了三家报价差好多, 同行报价里还包年检. */
  readonly tellsOfRivals?: 'rival-promise' | 'rival-price' | 'rival-includes';
  /** Asks why it costs so much, or so much more than the other scope. */
  readonly asksOfPrice?: 'price-why' | 'price-gap';
  /** Of a holder only where they may live is told, and not whose citizen they are: 拿美国绿卡. */
  readonly tellsResidence?: true;
  /** Who was spoken of holds no share: 他只是经理，不是股东. */
  readonly holdsNone?: true;
  /** "No. How much?": who has been asked for the holders says that there are none, and goes on to ask. */
  readonly saysNoFirst?: true;
  /** Asks how or when it is paid, or what comes of the tax, and not how much it is. */
  readonly asksOfPaying?: true;
  /** There was no word of starting on the day that was taken down: 我没说五月才开始. */
  readonly deniesStart?: true;
  /** The day, or the month, by which it is wanted: the date in `slots` is not the one on which it starts. */
  readonly dueDate?: string;
  /** The end of a period that is named beside a question: "in two months?" */
  readonly within?: string;
}

export interface Slots {
  capital?: Money;
  fundingOrigin?: 'domestic' | 'foreign' | 'hmt' | 'joint';
  scope?: 'provincial' | 'nationwide';
  /** GB/T 2260 name in full: 广东省. */
  province?: string;
  /** Wanted licence or service; several when several are wanted. Catalogue services keep their catalogue id. */
  licence?: string | readonly string[];
  phone?: string;
  wechat?: string;
  email?: string;
  /** The id on LINE, WhatsApp, QQ and the like, with the name of it. */
  messenger?: string;
  company?: string;
  name?: string;
  /** `YYYY-MM` or `YYYY-MM-DD`. */
  startDate?: string;
  urgency?: 'asap' | 'soon' | 'later' | 'exploring';
}
