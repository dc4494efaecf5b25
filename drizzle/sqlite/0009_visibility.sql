ALTER TABLE `workflows` ADD `visibility` text DEFAULT 'member' NOT NULL;--> statement-breakpoint
ALTER TABLE `workflows` ADD `channel` text DEFAULT '' NOT NULL;--> statement-breakpoint
-- Runs of the command line; whoever runs it sees all of its tenant.
UPDATE `workflows` SET `visibility` = 'server' WHERE `reply_to` IS NULL;--> statement-breakpoint
-- Whether others than its readers saw the channel is not known any more.
UPDATE `workflows` SET
  `channel` = coalesce(json_extract(`reply_to`, '$.channelId'), ''),
  `visibility` = CASE
    WHEN json_extract(`reply_to`, '$.isPrivate') = 'false' AND substr(`tenant`, 1, 3) <> 'dm_' THEN 'channel'
    ELSE 'member'
  END
WHERE `reply_to` IS NOT NULL;
