-- Issues that come from another store and whose ids do not end with their part, with the part: by their ids they are looked up here first.
create table $.moved_issue (
  issue_id bigint primary key,
  part smallint not null
);
