import { createRoute, z } from '@hono/zod-openapi';
import { ROLES } from '../../access/actor.ts';
import { guarded, OPEN } from './guarded.ts';
import { DONE, Id, IdParam, Instant, json, jsonBody, PageQuery, PROBLEMS, page } from './pieces.ts';

export const Role = z.enum(ROLES);
/** What a person is called here, and signs in with. */
export const UserName = z.string().min(1).max(100);
/** Length is what counts (NIST SP 800-63B): no rules on signs. */
export const Password = z.string().min(12).max(1000);

export const User = z
  .object({
    id: Id,
    name: UserName,
    role: Role,
    /** The controllers that the user may see; null: all. */
    controllers: z.array(z.string()).nullable(),
    /** 'local' signs in with a password, 'oidc' with the organisation's provider. */
    means: z.enum(['local', 'oidc']),
    state: z.enum(['active', 'locked', 'disabled']),
    createdAt: Instant,
    lastSeenAt: Instant.nullable(),
    language: z.enum(['en', 'fr']).nullable(),
  })
  .openapi('User');

export const Session = z
  .object({
    user: User,
    /** To be sent as X-CSRF-Token with every request that changes something. */
    csrf: z.string(),
    expiresAt: Instant,
  })
  .openapi('Session');

export const SignInWays = z
  .object({
    /** Whether nobody has an account yet: the one-time link of the first start makes the first. */
    needsSetup: z.boolean(),
    oidc: z.object({ label: z.string(), href: z.string() }).nullable(),
  })
  .openapi('SignInWays');

/** A token as it is listed: its secret is shown once, when it is made. */
export const Token = z
  .object({
    id: Id,
    label: z.string(),
    role: Role,
    controllers: z.array(z.string()).nullable(),
    user: z.string(),
    createdAt: Instant,
    expiresAt: Instant,
    lastUsedAt: Instant.nullable(),
    revokedAt: Instant.nullable(),
  })
  .openapi('Token');

export const waysToSignIn = createRoute({
  method: 'get',
  path: '/session/ways',
  operationId: 'waysToSignIn',
  tags: ['session'],
  summary: 'How one can sign in',
  ...OPEN,
  responses: { 200: json(SignInWays, 'Ways'), ...PROBLEMS },
});

export const setUp = createRoute({
  method: 'post',
  path: '/setup',
  operationId: 'setUp',
  tags: ['session'],
  summary: 'Make the first account, an admin, with the one-time secret of the first start; signs in',
  ...OPEN,
  request: {
    body: jsonBody(z.object({ secret: z.string().max(200), name: UserName, password: Password })),
  },
  responses: { 201: json(Session, 'Signed in'), ...PROBLEMS },
});

export const signIn = createRoute({
  method: 'post',
  path: '/session',
  operationId: 'signIn',
  tags: ['session'],
  summary: 'Sign in; the session is a cookie',
  ...OPEN,
  request: { body: jsonBody(z.object({ name: UserName, password: z.string().max(1000) })) },
  responses: { 201: json(Session, 'Signed in'), ...PROBLEMS },
});

export const getSession = createRoute({
  method: 'get',
  path: '/session',
  operationId: 'getSession',
  tags: ['session'],
  summary: 'Who is signed in',
  ...guarded('viewer'),
  responses: { 200: json(Session, 'The session'), ...PROBLEMS },
});

export const signOut = createRoute({
  method: 'delete',
  path: '/session',
  operationId: 'signOut',
  tags: ['session'],
  summary: 'Sign out',
  ...guarded('viewer'),
  responses: { ...DONE, ...PROBLEMS },
});

export const changePassword = createRoute({
  method: 'put',
  path: '/session/password',
  operationId: 'changePassword',
  tags: ['session'],
  summary: 'Change the own password; all other sessions end',
  ...guarded('viewer'),
  request: { body: jsonBody(z.object({ old: z.string().max(1000), new: Password })) },
  responses: { ...DONE, ...PROBLEMS },
});

export const setLanguage = createRoute({
  method: 'put',
  path: '/session/language',
  operationId: 'setLanguage',
  tags: ['session'],
  summary: 'The language of the pages',
  ...guarded('viewer'),
  request: { body: jsonBody(z.object({ language: z.enum(['en', 'fr']) })) },
  responses: { ...DONE, ...PROBLEMS },
});

export const listUsers = createRoute({
  method: 'get',
  path: '/users',
  operationId: 'listUsers',
  tags: ['users'],
  summary: 'Accounts by name',
  ...guarded('admin'),
  request: { query: PageQuery },
  responses: { 200: json(page(User), 'Users'), ...PROBLEMS },
});

const NewUser = z.object({
  name: UserName,
  role: Role,
  controllers: z.array(z.string().max(200)).nullable().default(null),
});

/** A link that its holder sets a password with, once. */
const Invitation = z.object({ user: User, link: z.string(), expiresAt: Instant }).openapi('Invitation');

export const addUser = createRoute({
  method: 'post',
  path: '/users',
  operationId: 'addUser',
  tags: ['users'],
  summary: 'Invite a user: the answer has a one-time link for setting the password',
  ...guarded('admin'),
  request: { body: jsonBody(NewUser.openapi('NewUser')) },
  responses: { 201: json(Invitation, 'The invitation'), ...PROBLEMS },
});

export const getUser = createRoute({
  method: 'get',
  path: '/users/{id}',
  operationId: 'getUser',
  tags: ['users'],
  summary: 'One account',
  ...guarded('admin'),
  request: { params: IdParam },
  responses: { 200: json(User, 'The user'), ...PROBLEMS },
});

export const changeUser = createRoute({
  method: 'patch',
  path: '/users/{id}',
  operationId: 'changeUser',
  tags: ['users'],
  summary: 'Change role, controllers or state; the last admin stays one',
  ...guarded('admin'),
  request: {
    params: IdParam,
    body: jsonBody(
      z.object({
        role: Role.optional(),
        controllers: z.array(z.string().max(200)).nullable().optional(),
        state: z.enum(['active', 'disabled']).optional(),
      }),
    ),
  },
  responses: { 200: json(User, 'The user'), ...PROBLEMS },
});

export const resetUser = createRoute({
  method: 'post',
  path: '/users/{id}/reset',
  operationId: 'resetUser',
  tags: ['users'],
  summary: 'A new one-time link; sessions and lock end',
  ...guarded('admin'),
  request: { params: IdParam },
  responses: { 201: json(Invitation, 'The invitation'), ...PROBLEMS },
});

export const acceptInvitation = createRoute({
  method: 'post',
  path: '/invitations',
  operationId: 'acceptInvitation',
  tags: ['session'],
  summary: 'Set the password with the secret of an invitation; signs in',
  ...OPEN,
  request: { body: jsonBody(z.object({ secret: z.string().max(200), password: Password })) },
  responses: { 201: json(Session, 'Signed in'), ...PROBLEMS },
});

export const listTokens = createRoute({
  method: 'get',
  path: '/tokens',
  operationId: 'listTokens',
  tags: ['tokens'],
  summary: 'API tokens: the own ones, for an admin all',
  ...guarded('viewer'),
  request: {
    /** 'me': the own ones alone, for an admin too. */
    query: PageQuery.extend({ of: z.enum(['me', 'all']).default('all') }),
  },
  responses: { 200: json(page(Token), 'Tokens'), ...PROBLEMS },
});

export const addToken = createRoute({
  method: 'post',
  path: '/tokens',
  operationId: 'addToken',
  tags: ['tokens'],
  summary: 'Make a token; its secret is in this answer only',
  ...guarded('viewer'),
  request: {
    body: jsonBody(
      z
        .object({
          label: z.string().min(1).max(100),
          role: Role,
          controllers: z.array(z.string().max(200)).nullable().default(null),
          days: z.number().int().min(1).max(366).default(90),
        })
        .openapi('NewToken'),
    ),
  },
  responses: {
    201: json(z.object({ token: Token, secret: z.string() }).openapi('MadeToken'), 'The token'),
    ...PROBLEMS,
  },
});

export const revokeToken = createRoute({
  method: 'delete',
  path: '/tokens/{id}',
  operationId: 'revokeToken',
  tags: ['tokens'],
  summary: 'Revoke a token at once',
  ...guarded('viewer'),
  request: { params: IdParam },
  responses: { ...DONE, ...PROBLEMS },
});
