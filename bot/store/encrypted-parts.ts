import * as z from 'zod';
import { messageSchema, type Message } from '../message.ts';
import type { Cipher } from './cipher.ts';
import type { Commit, Job, LeadSummary } from './store.ts';

export interface EncryptedCommit extends Commit {
  readonly session: string;
}

/** What stays readable of each part is what a store looks for: places, times, who spoke, whose lead it is. */
export function encryptCommit(cipher: Cipher, conversation: string, commit: Commit): EncryptedCommit {
  const { session, messages, jobs, lead, questions } = commit;
  return {
    ...commit,
    session: cipher.encrypt(session, sessionPlace(conversation)),
    ...(messages && { messages: messages.map((message) => encryptMessage(cipher, conversation, message)) }),
    ...(jobs && { jobs: jobs.map((job) => encryptJob(cipher, { ...job, conversation })) }),
    ...(lead && { lead: encryptLead(cipher, { ...lead, conversation }) }),
    ...(questions && {
      questions: questions.map((question) => ({
        ...question,
        text: cipher.encrypt(question.text, questionPlace(conversation)),
      })),
    }),
  };
}

export const sessionPlace = (conversation: string): string => `session ${conversation}`;
export const questionPlace = (conversation: string): string => `question ${conversation}`;

function encryptMessage(cipher: Cipher, conversation: string, { seq, at, from, ...said }: Message): Message {
  return { seq, at, from, text: cipher.encrypt(said, messagePlace(conversation, seq)) };
}

export function decryptMessage(cipher: Cipher, conversation: string, { text, ...message }: Message): Message {
  const said = cipher.decrypt(text, messagePlace(conversation, message.seq));
  return messageSchema.parse({ ...message, ...(typeof said === 'object' ? said : { text: said }) });
}

function messagePlace(conversation: string, seq: number): string {
  return `message ${conversation} ${seq}`;
}

export function encryptJob(cipher: Cipher, job: Job): Job {
  // Stores compare up to where a delivery goes, and there is nothing else in it.
  return job.id === 'deliver' ? job : { ...job, data: cipher.encrypt(job.data, jobPlace(job)) };
}

export function decryptJob(cipher: Cipher, job: Job): Job {
  return { ...job, data: cipher.decrypt(job.data, jobPlace(job)) };
}

function jobPlace({ conversation, id }: Job): string {
  return `job ${conversation} ${id}`;
}

const ownedSchema = z.object({ owner: z.object({ id: z.string() }) });
const encryptedSchema = z.object({ encrypted: z.string() });

function encryptLead(cipher: Cipher, lead: LeadSummary): LeadSummary {
  const encrypted = cipher.encrypt(lead.document, leadPlace(lead));
  // A schema takes the id of the owner along and nothing else.
  return { ...lead, document: { encrypted, ...ownedSchema.safeParse(lead.document).data } };
}

export function decryptLead(cipher: Cipher, lead: LeadSummary): LeadSummary {
  const kept = encryptedSchema.safeParse(lead.document).data;
  if (!kept) return lead;
  const document = cipher.decrypt(kept.encrypted, leadPlace(lead));
  return typeof document === 'string' ? lead : { ...lead, document: document as LeadSummary['document'] };
}

function leadPlace({ conversation }: LeadSummary): string {
  return `lead ${conversation}`;
}
