// What a message was read as, weighed step by step against the talk it is said in.
import { alsoWished } from './also-wished.ts';
import { anotherHeld, callingAsked, callingTrade, linesThreatened, ownCustomersTold } from './besides-told.ts';
import { bothWished } from './both-wished.ts';
import { withCallTime } from './called-when.ts';
import { capitalAgain, whetherEnough } from './capital-told.ts';
import { ofContactTold } from './contact-told.ts';
import { comparedTaken } from './compared-taken.ts';
import { crossing } from './crossing.ts';
import { directTrades } from './direct-trades.ts';
import { ofHolder } from './holder-asks.ts';
import { ofNoHolder, ofResidence } from './holders-doubted.ts';
import { inTimeAsked, neededBy } from './in-time-asked.ts';
import { meetingTimed } from './meeting.ts';
import { numberBeside } from './number-beside.ts';
import { numbersInFull } from './number-in-full.ts';
import { ofRivals } from './of-rivals.ts';
import { inspectionIncluded, priceWhy } from './price-why.ts';
import { withExtras } from './quote-extras.ts';
import { askedBeforeQuote, pricedWhileWaiting, sentTo, withoutPriceAgain, withQuoteAgain } from './quote-wished.ts';
import type { Step } from './said.ts';
import { alsoThere, possibleThere, withoutBranch, withoutScopeAsked } from './scope-told.ts';
import { numberOfScope, ofBoth, ofOwnTrade, ofUnfitting, stayingWith } from './service-named.ts';
import { fundingAsked, ofGuess, ofIndividuals, ofOneSide, ofUndecided } from './shareholders.ts';
import { standingTold } from './standing-told.ts';
import { startSupposed } from './start-supposed.ts';
import { supposedOtherwise } from './supposed-otherwise.ts';
import { appliesAfterAll } from './study-left.ts';
import { whichFirst } from './which-first.ts';
import { noStart, wishedDay } from './wished-day.ts';

/** Each takes up what the one before has made of it. */
const steps: readonly Step[] = [
  // The company: its money, its holders, what it has.
  fundingAsked,
  ofOneSide,
  ofResidence,
  ofNoHolder,
  capitalAgain,
  whetherEnough,
  anotherHeld,
  ownCustomersTold,
  ofUndecided,
  ofGuess,
  ofIndividuals,
  appliesAfterAll,
  comparedTaken,
  // What is wanted.
  numberOfScope,
  ofBoth,
  ofUnfitting,
  askedBeforeQuote,
  withExtras,
  alsoWished,
  ofOwnTrade,
  stayingWith,
  whichFirst,
  ofHolder,
  // Where and when.
  crossing,
  withoutBranch,
  alsoThere,
  withoutScopeAsked,
  possibleThere,
  wishedDay,
  noStart,
  // How to reach whom.
  meetingTimed,
  withCallTime,
  numbersInFull,
  numberBeside,
  standingTold,
  // What it costs, and when it is there.
  ofRivals,
  priceWhy,
  inspectionIncluded,
  bothWished,
  withoutPriceAgain,
  withQuoteAgain,
  pricedWhileWaiting,
  sentTo,
  startSupposed,
  inTimeAsked,
  neededBy,
  ofContactTold,
  directTrades,
  callingTrade,
  callingAsked,
  linesThreatened,
  supposedOtherwise,
];

/** What the words come to in this talk, and for what is known to be asked of. */
export const inContext: Step = (commands, read, said) => steps.reduce((heard, step) => step(heard, read, said), commands);
