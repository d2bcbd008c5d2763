-- A session ends with the key that began it; null for the key in the file of the local mode.
alter table session add key_id uuid references api_key;
alter table sign_in_link add key_id uuid references api_key;
