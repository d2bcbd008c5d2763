-- The hash of the key in the file that began a session or link: it ends when the file holds another.
-- Those of before have none and end with this: who began them signs in again.
alter table session add admin_key bytea;
alter table sign_in_link add admin_key bytea;
