-- People: the users who sign in. A user without a role can be assigned conversations but cannot sign in.
alter table users
  add column role text check (role in ('viewer', 'agent', 'editor', 'publisher', 'admin')),
  -- Grants a viewer the texts of customers; the other roles always have them.
  add column reads_texts boolean not null default false,
  -- The account that the one-time links of the administrator's key sign in to.
  add column owner boolean not null default false,
  -- Encoded with its algorithm and parameters; null until the invitation is accepted.
  add column password text,
  -- The secret of the second factor, sealed and bound to "totp:<id>"; null if there is none.
  add column totp_sealed bytea,
  -- The time step of the last code that was accepted; a code works once.
  add column totp_step bigint,
  -- Issuer and subject at the OpenID provider, separated by a space.
  add column oidc_subject text unique,
  add column signed_in_at timestamptz;
create unique index users_owner on users (owner) where owner;

-- One-time links with which a person chooses a password. Only hashes are stored.
create table password_link (
  hash       bytea primary key,
  user_id    uuid not null references users (id) on delete cascade,
  created_by text not null,
  expires_at timestamptz not null
);

-- Failed attempts to sign in, by account and by address. Attempts are refused until blocked_until.
create table sign_in_failure (
  key           text primary key,
  failures      integer not null,
  blocked_until timestamptz not null,
  failed_at     timestamptz not null
);

-- Sessions are kept by Spring Session; its columns are described in its reference documentation.
drop table session;
create table spring_session (
  primary_id            char(36) not null primary key,
  session_id            char(36) not null,
  creation_time         bigint not null,
  last_access_time      bigint not null,
  max_inactive_interval int not null,
  expiry_time           bigint not null,
  principal_name        varchar(100)
);
create unique index spring_session_id on spring_session (session_id);
create index spring_session_expiry on spring_session (expiry_time);
create index spring_session_principal on spring_session (principal_name);
create table spring_session_attributes (
  session_primary_id char(36) not null references spring_session (primary_id) on delete cascade,
  attribute_name     varchar(200) not null,
  attribute_bytes    bytea not null,
  primary key (session_primary_id, attribute_name)
);
