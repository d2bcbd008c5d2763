-- What makes two spellings one name (dev.parley.conversation.Name), worked out in Java: PostgreSQL's
-- lower() follows the locale of the database and knows neither Unicode's case folding nor its spaces.
-- The next migration fills them in and makes them unique.
alter table label add column name_key text;
alter table users add column name_key text;
alter table persona add column name_key text;
alter table segment add column name_key text;
alter table skill_set add column name_key text;
alter table channel_account add column name_key text;
