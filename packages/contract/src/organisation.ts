import * as v from 'valibot';
import { ORGANISATION_ROLES } from './access.ts';
import { base64UrlSchema, EmailSchema, InstantSchema } from './primitives.ts';
import { LOCALES } from './profile.ts';

/** What an organisation is, declared when it is made and never changed. */
export const ORGANISATION_KINDS = ['practice', 'family', 'employer', 'school'] as const;

export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

/**
 * Organisations whose members may not have emotions inferred from voice or face: Regulation (EU) 2024/1689, Art.
 * 5(1)(f), forbids it in the areas of workplace and education.
 */
export const SPONSOR_KINDS = ['employer', 'school'] as const satisfies readonly OrganisationKind[];

export const INVITATION_LIFETIME_DAYS = 7;

/** Letters, marks, digits and what stands between them: no address of the web can be spelled in a name. */
const NameSchema = v.pipe(
  v.string(),
  v.trim(),
  v.minLength(1),
  v.maxLength(80),
  v.regex(/^[\p{L}\p{M}\p{N} '’&,()-]+$/u, 'must be letters, digits, spaces and plain punctuation'),
);

const RoleSchema = v.picklist(ORGANISATION_ROLES);
const IdSchema = v.pipe(v.string(), v.regex(/^[0-9a-f-]{36}$/));
/** Account ids are better-auth's or ours: letters, digits and hyphens. */
const AccountIdSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9-]{1,64}$/));

export const OrganisationParamsSchema = v.strictObject({ organisation: IdSchema });
export const MemberParamsSchema = v.strictObject({ organisation: IdSchema, member: AccountIdSchema });
export const InvitationParamsSchema = v.strictObject({ organisation: IdSchema, invitation: IdSchema });

export const NewOrganisationSchema = v.strictObject({
  name: NameSchema,
  kind: v.picklist(ORGANISATION_KINDS),
});

export const OrganisationNameSchema = v.strictObject({ name: NameSchema });

export const OrganisationSchema = v.object({
  id: v.string(),
  name: v.string(),
  kind: v.picklist(ORGANISATION_KINDS),
  /** One's own; `null`: none, seen as a super admin. */
  role: v.nullable(RoleSchema),
  createdAt: InstantSchema,
});

export type Organisation = v.InferOutput<typeof OrganisationSchema>;

export const OrganisationsSchema = v.object({ organisations: v.array(OrganisationSchema) });

export const MembersQuerySchema = v.strictObject({
  /** Id of the last member of the page before. */
  after: v.optional(AccountIdSchema),
});

export const MembersSchema = v.object({
  members: v.array(
    v.object({
      id: v.string(),
      email: v.string(),
      role: RoleSchema,
      joinedAt: InstantSchema,
      /** Without one, a guarded role cannot be used yet. */
      hasSecondFactor: v.boolean(),
    }),
  ),
  more: v.boolean(),
});

export type Member = v.InferOutput<typeof MembersSchema>['members'][number];

export const RoleChangeSchema = v.strictObject({ role: RoleSchema });

export const NewInvitationSchema = v.strictObject({
  email: EmailSchema,
  role: RoleSchema,
  /** Language of the mail. */
  locale: v.picklist(LOCALES),
});

export const InvitationSchema = v.object({
  id: v.string(),
  email: v.string(),
  role: RoleSchema,
  createdAt: InstantSchema,
  expiresAt: InstantSchema,
});

export type Invitation = v.InferOutput<typeof InvitationSchema>;

export const InvitationSentSchema = v.object({
  invitation: InvitationSchema,
  /** Only where the deployment cannot send mail: to be handed over by the person who invites. */
  token: v.nullable(v.string()),
});

export const InvitationsSchema = v.object({ invitations: v.array(InvitationSchema) });

/** 32 random bytes; the server keeps their hash. */
export const InvitationTokenSchema = v.strictObject({ token: base64UrlSchema(32, 32) });

export const InvitationOfferSchema = v.object({
  organisation: v.object({ name: v.string(), kind: v.picklist(ORGANISATION_KINDS) }),
  role: RoleSchema,
  expiresAt: InstantSchema,
});

export type InvitationOffer = v.InferOutput<typeof InvitationOfferSchema>;
