// SPDX-License-Identifier: Apache-2.0
/**
 * Dispatches, receipts and peers as they travel between servers, and as the workplace sees them.
 *
 * A dispatch is the payload of a signed document (DSSE): its identity is the digest of the exact signed bytes.
 */
import { z } from 'zod';
import { actSchema, agreementRefSchema } from '../agreements/wire.ts';
import { conditionSchema } from '../conditions/wire.ts';
import { digest, storableText } from '../kernel/wire.ts';
import { approvalSchema } from '../seals/wire.ts';

export { keyChangeSchema, type OwnKeysWire, ownKeysSchema, type PeerKeysWire, peerKeysSchema } from './keys/wire.ts';

export const dispatchKinds = [
  'assistance.request',
  'assistance.draft-sharing',
  'assistance.draft-comments',
  'assistance.acknowledgement',
  'assistance.question',
  'assistance.answer',
  'assistance.reply',
  'assistance.refusal',
  'assistance.rebuttal',
  'assistance.cure',
  'assistance.reopening',
  'assistance.upholding',
  'assistance.withdrawal',
  'assistance.measure',
  'assistance.instruction',
  'assistance.delay-notice',
  'assistance.postponement',
  'assistance.impossibility',
  'assistance.lapse',
  'assistance.confidentiality-change',
  'assistance.feedback',
  'evidence.hand-over',
  'evidence.hand-over-answer',
  'onward.consent-request',
  'onward.consent-answer',
  'onward.disclosure',
  'onward.recall',
  'onward.recall-answer',
  'onward.new-use',
  'onward.new-use-answer',
  'onward.breach-notice',
  'negotiation.note',
  'joint.note',
  'peering.confirmation',
  'peering.keys',
  'peering.emergency',
] as const;
export type DispatchKind = (typeof dispatchKinds)[number];

/** The head of an authority's log: so many entries, under this root (64 hexadecimal digits). */
export const logHeadSchema = z.strictObject({ size: z.int().min(1), root: z.string().regex(/^[0-9a-f]{64}$/, 'is no root') });
/** The largest file that travels with a dispatch: 4 GiB, as much as a medium for evidence of today holds in one file. */
export const attachmentBytesMax = 4_294_967_296;
/** Files of one dispatch: as many as a person looks through before approving. */
export const attachmentsMax = 16;

/** A plain name: nothing that an operating system reads as a place, a device or a command to the screen. */
export function isFileName(name: string): boolean {
  const isPlain = name.isWellFormed() && name === name.trim() && !/[\p{C}/\\:*?"<>|]/u.test(name);
  return isPlain && !/^\.+$/.test(name);
}
const mediaType = /^[a-z0-9][a-z0-9!#$&^_.+-]{0,62}\/[a-z0-9][a-z0-9!#$&^_.+-]{0,62}$/;

export const attachmentFileSchema = z.strictObject({
  name: z.string().min(1).max(200).refine(isFileName, 'It is not the plain name of a file'),
  mediaType: z.string().max(127).regex(mediaType, 'It is not a media type'),
  size: z.int().min(1).max(attachmentBytesMax),
});
/** What a body says of a file that travels with its dispatch; a court copy may leave the name out, and approvals cover it. */
export const attachmentNoteSchema = attachmentFileSchema.extend({ digest });
export type AttachmentNoteWire = z.infer<typeof attachmentNoteSchema>;

/** What the recipient needs to open it: digest of the file, its sealed form, and the key to that, in base 64. */
export const attachmentSchema = z.strictObject({
  digest: z.string(),
  size: z.int().min(1).max(attachmentBytesMax),
  sealedDigest: z.string(),
  key: z.string().length(44),
});
export type AttachmentWire = z.infer<typeof attachmentSchema>;

export const dispatchSchema = z.strictObject({
  v: z.literal(1),
  kind: z.string().max(60),
  id: z.string().max(60),
  from: z.string().max(80),
  to: z.array(z.string().max(80)).min(1).max(1),
  agreement: agreementRefSchema,
  /** What this dispatch is, as the agreement judged it; the receiver and any court judge it again. */
  act: actSchema,
  /** Digest of the sender's verdict in canonical JSON. */
  verdict: z.string(),
  purpose: z.string().max(60).nullable(),
  /** The case it belongs to: the identifier of the first request. */
  caseRef: z.string().max(60).nullable(),
  channel: z.string().max(200),
  /** Position in the epoch of the channel, counted from 1 by the sender. */
  seq: z.int().min(1),
  /** Digest of the sender's previous dispatch in the channel; null for the first. */
  prev: z.string().nullable(),
  inReplyTo: z.array(z.string()).max(16),
  createdAt: z.string(),
  notAfter: z.string(),
  class: z.enum(['normal', 'urgent']),
  /** Root of the body as a salted tree; the body document travels beside the signed bytes. */
  bodyRoot: z.string(),
  /** Files that travel beside it, in the order in which the body lists them; names and media types stand there. */
  attachments: z.array(attachmentSchema).max(attachmentsMax),
  conditions: z.array(conditionSchema).max(32),
  /** Who prepared and who approved, by identifier, each approval with its proof. */
  preparedBy: z.string().max(60),
  approvals: z.array(approvalSchema).max(5),
  /** The latest head of the recipient's log that its receipts have shown the sender; null before the first. */
  seen: logHeadSchema.nullable(),
  epoch: z.int().min(0),
});
export type DispatchWire = z.infer<typeof dispatchSchema>;

export const rejectionCodes = [
  'not-a-peer',
  'not-for-us',
  'signature-invalid',
  'malformed',
  'expired',
  'agreement-unknown',
  'agreement-not-in-force',
  'act-refused',
  'act-differs-from-body',
  'approval-invalid',
  'approvals-missing',
  'kind-unknown',
  'case-unknown',
  'state-conflict',
  'equivocation',
  'order-gap',
  'not-judged',
  'keys-stale',
  'document-invalid',
  'given-up',
] as const;
export type RejectionCode = (typeof rejectionCodes)[number];

export const receiptStates = ['custody', 'delivered', 'opened', 'rejected'] as const;

/** Places of a channel that the recipient lacks and asks for. */
export const needSchema = z.strictObject({
  channel: z.string().max(200),
  epoch: z.int().min(0),
  from: z.int().min(1),
  to: z.int().min(1),
});
export type NeedWire = z.infer<typeof needSchema>;

export const receiptSchema = z.strictObject({
  v: z.literal(1),
  /**
   * `custody`: durable, and not judged yet. `delivered`: verified, judged, admitted. `opened`: the same, and an officer has
   * opened what it belongs to. `rejected`: signed refusal to admit.
   */
  state: z.enum(receiptStates),
  dispatch: z.string(),
  from: z.string(),
  to: z.string(),
  /** When it was received, also in later receipts for it. */
  at: z.string(),
  /** Position of the receiving server's log entry for it; of its admission also once it was opened. */
  logIndex: z.int().min(0),
  /** The head of the receiving server's log with the entry of this receipt as its last. */
  log: logHeadSchema,
  openedAt: z.string().nullable(),
  /** What is missing before it; only with `custody`. */
  need: needSchema.nullable(),
  /** How many more dispatches of its class this server takes from its sender at once. */
  credit: z.int().min(0),
  code: z.enum(rejectionCodes).nullable(),
  reason: z.string().max(2000).nullable(),
  isRetryable: z.boolean(),
});
export type ReceiptWire = z.infer<typeof receiptSchema>;

/** The sender's signed word that it has given a dispatch up; the recipient answers with its receipt for it. */
export const nonDeliverySchema = z.strictObject({
  v: z.literal(1),
  dispatch: z.string(),
  from: z.string(),
  to: z.string(),
  kind: z.string().max(60),
  caseRef: z.string().max(60).nullable(),
  queuedAt: z.string(),
  /** When it was given up. */
  at: z.string(),
  attempts: z.int().min(0),
});
export type NonDeliveryWire = z.infer<typeof nonDeliverySchema>;

// --- calls ------------------------------------------------------------------------------------------------------
export const invitationSchema = z.strictObject({
  format: z.literal('comity-invitation/1'),
  authorityId: z.string(),
  name: z.string().max(300),
  kind: z.string().max(60),
  jurisdiction: z.string().length(2),
  capabilities: z.array(z.string().max(60)).max(20),
  calendar: z.strictObject({ timeZone: z.string(), weekend: z.array(z.int()), holidays: z.array(z.string()) }),
  contact: z.string().max(300),
  /** Base URL at which this server takes envelopes; typed in by a person, never followed from inside a dispatch. */
  endpoint: z.url().max(300),
  /** The key history, each event's exact bytes in base64. */
  history: z.array(z.string()).min(1).max(200),
});
export type InvitationWire = z.infer<typeof invitationSchema>;

export const peerStates = ['invited', 'confirmed-here', 'live', 'suspended', 'frozen'] as const;
export const peerRowSchema = z.strictObject({
  authorityId: z.string(),
  name: z.string(),
  kind: z.string(),
  jurisdiction: z.string(),
  endpoint: z.string(),
  state: z.enum(peerStates),
  /** Sixty digits in groups of five, to be compared by voice. */
  fingerprint: z.string(),
  confirmedAt: z.string().nullable(),
  lastHeardAt: z.string().nullable(),
  outboxWaiting: z.int(),
  /** When it last said how far its key history goes, and whether that is too long ago for an urgent dispatch. */
  keysSeenAt: z.string().nullable(),
  isKeyViewStale: z.boolean(),
  /** Received dispatches whose signing key its owner has since revoked. */
  suspects: z.int(),
});
export type PeerRowWire = z.infer<typeof peerRowSchema>;
export const peerConfirmSchema = z.strictObject({ fingerprint: z.string().max(100) });

// --- what does not get through ----------------------------------------------------------------------------------
export const deliveryReasons = [
  'given-up',
  'arrived-after-all',
  'held-there',
  'no-receipt',
  'peer-rests',
  'gap-here',
  'judging-broke-off',
] as const;
export const deliveryRowSchema = z.strictObject({
  direction: z.enum(['out', 'in']),
  digest: z.string(),
  peer: z.string(),
  kind: z.string(),
  class: z.enum(['normal', 'urgent']).nullable(),
  caseRef: z.string().nullable(),
  state: z.string(),
  why: z.enum(deliveryReasons),
  since: z.string(),
  notAfter: z.string().nullable(),
  attempts: z.int().nullable(),
  nextAt: z.string().nullable(),
  /** For one that was given up: whether the other authority was told, or had nothing that it could be told about. */
  isTold: z.boolean().nullable(),
});
export type DeliveryRowWire = z.infer<typeof deliveryRowSchema>;
export const deliveriesSchema = z.strictObject({
  rows: z.array(deliveryRowSchema),
  alarms: z.array(
    z.strictObject({
      kind: z.enum(['equivocation', 'urgent-late', 'log-differs', 'peer-emergency']),
      peer: z.string(),
      about: z.string(),
      other: z.string().nullable(),
      at: z.string(),
      caseRef: z.string().nullable(),
    }),
  ),
});
export type DeliveriesWire = z.infer<typeof deliveriesSchema>;
export const asideSchema = z.strictObject({ reason: z.string().trim().min(3, 'says why').max(300) });

const orderText = storableText.min(1).max(20_000);
/** What an officer asks of a bundle: for whom, to what end, and which places of which bodies it does not show. */
export const bundleOrderSchema = z.strictObject({
  recipient: orderText.nullable(),
  purpose: orderText.nullable(),
  withhold: z
    .array(
      z.strictObject({
        /** The number of the dispatch in the bundle, from 1. */
        dispatch: z.int().min(1),
        /** JSON pointer into its body. */
        pointer: z.string().max(2000),
        manner: z.enum(['withheld', 'hidden']),
        reason: orderText,
      }),
    )
    .max(2000),
  /** Items of evidence whose custody logs are in it, by identifier; null: of all items of the case that may be used as evidence. */
  custody: z.array(z.string().max(60)).max(500).nullable().default(null),
});
export type BundleOrderWire = z.infer<typeof bundleOrderSchema>;
