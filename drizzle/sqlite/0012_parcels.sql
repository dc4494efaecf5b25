CREATE TABLE `parcel_deliveries` (
	`parcel` integer NOT NULL,
	`channel` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`due_at_ms` integer NOT NULL,
	`reason` text NOT NULL,
	PRIMARY KEY(`parcel`, `channel`)
);
--> statement-breakpoint
CREATE TABLE `parcels` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`kind` text NOT NULL,
	`key` text NOT NULL,
	`nonce` text NOT NULL,
	`workflow` text NOT NULL,
	`notice` text,
	`state` text NOT NULL,
	`process` text NOT NULL,
	`attempts` integer NOT NULL,
	`due_at_ms` integer NOT NULL,
	`created_at_ms` integer NOT NULL,
	`ended_at_ms` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `parcels_once` ON `parcels` (`key`);--> statement-breakpoint
CREATE INDEX `parcels_due` ON `parcels` (`due_at_ms`) WHERE state in ('waiting', 'claimed');--> statement-breakpoint
CREATE INDEX `parcels_claimed` ON `parcels` (`process`) WHERE state = 'claimed';--> statement-breakpoint
CREATE INDEX `parcels_kept` ON `parcels` (`workflow`) WHERE state = 'kept';--> statement-breakpoint
CREATE INDEX `parcels_workflow` ON `parcels` (`workflow`) WHERE workflow <> '';--> statement-breakpoint
ALTER TABLE `alerts` ADD `parcel` integer;--> statement-breakpoint
CREATE INDEX `alerts_new` ON `alerts` (`id`) WHERE parcel is null;--> statement-breakpoint
CREATE INDEX `alerts_parcel` ON `alerts` (`parcel`) WHERE parcel is not null;--> statement-breakpoint
INSERT INTO `parcels` (`kind`, `key`, `nonce`, `workflow`, `notice`, `state`, `process`, `attempts`, `due_at_ms`, `created_at_ms`, `ended_at_ms`)
SELECT 'notice', `key`, 'notice ' || `id`, '', json_object('kind', `kind`, 'detail', json(`detail`)),
	iif(`state` = 'delivered', 'delivered', 'waiting'), '', `attempts`, `due_at_ms`, `created_at_ms`, `delivered_at_ms`
FROM `notices` ORDER BY `id`;
--> statement-breakpoint
INSERT INTO `parcel_deliveries` (`parcel`, `channel`, `state`, `attempts`, `due_at_ms`, `reason`)
SELECT `parcels`.`id`, `channel`, d.`state`, d.`attempts`, d.`due_at_ms`, ''
FROM `alert_deliveries` d
JOIN `notices` ON `notices`.`id` = d.`item`
JOIN `parcels` ON `parcels`.`key` = `notices`.`key`
WHERE d.`outbox` = 'notice';
--> statement-breakpoint
INSERT INTO `parcels` (`kind`, `key`, `nonce`, `workflow`, `state`, `process`, `attempts`, `due_at_ms`, `created_at_ms`, `ended_at_ms`)
SELECT 'alert', 'alert ' || `id`, 'alert ' || `id`, '', 'delivered', '', `attempts`, `due_at_ms`, `created_at_ms`, `delivered_at_ms`
FROM `alerts` WHERE `state` = 'delivered' ORDER BY `id`;
--> statement-breakpoint
UPDATE `alerts` SET `parcel` = (SELECT `id` FROM `parcels` WHERE `key` = 'alert ' || `alerts`.`id`)
WHERE `state` = 'delivered';
--> statement-breakpoint
-- Alerts that have been tried together stay together, under the nonce that they were sent with.
INSERT INTO `parcels` (`kind`, `key`, `nonce`, `workflow`, `state`, `process`, `attempts`, `due_at_ms`, `created_at_ms`)
SELECT 'alert', 'alert ' || group_concat(`id`, ' ' ORDER BY `id`), 'alert ' || group_concat(`id`, ' ' ORDER BY `id`), '',
	'waiting', '', `attempts`, max(`due_at_ms`), min(`created_at_ms`)
FROM (
	SELECT `alerts`.*, (
		SELECT group_concat(`channel` || ' ' || d.`state` || ' ' || d.`attempts` || ' ' || d.`due_at_ms`, ',' ORDER BY `channel`)
		FROM `alert_deliveries` d
		WHERE d.`outbox` = 'alert' AND d.`item` = `alerts`.`id` AND `channel` <> 'webhook'
	) AS `told`
	FROM `alerts` WHERE `state` <> 'delivered' AND `attempts` > 0
)
GROUP BY `subject`, `attempts`, `told`;
--> statement-breakpoint
UPDATE `alerts` SET `parcel` = (
	SELECT `id` FROM `parcels`
	WHERE `kind` = 'alert' AND `state` = 'waiting' AND instr(`key` || ' ', ' ' || `alerts`.`id` || ' ') > 0
)
WHERE `state` <> 'delivered' AND `attempts` > 0;
--> statement-breakpoint
INSERT OR IGNORE INTO `parcel_deliveries` (`parcel`, `channel`, `state`, `attempts`, `due_at_ms`, `reason`)
SELECT `alerts`.`parcel`, iif(`channel` = 'webhook', 'webhook ' || d.`item`, `channel`), d.`state`, d.`attempts`, d.`due_at_ms`, ''
FROM `alert_deliveries` d
JOIN `alerts` ON `alerts`.`id` = d.`item`
WHERE d.`outbox` = 'alert' ORDER BY d.`item`;
--> statement-breakpoint
-- Results that were never delivered. Older ones than a day were given up before: they wait for their member to come.
INSERT INTO `parcels` (`kind`, `key`, `nonce`, `workflow`, `state`, `process`, `attempts`, `due_at_ms`, `created_at_ms`, `ended_at_ms`)
SELECT 'result', 'result ' || `id` || ' 1', 'wf' || json_extract(`reply_to`, '$.messageId'), `id`,
	iif(`is_late`, 'kept', 'waiting'), '', 0, `ended_at_ms`, `ended_at_ms`, iif(`is_late`, `ended_at_ms`, NULL)
FROM (SELECT *, `ended_at_ms` <= unixepoch('subsec') * 1000 - 86400000 AS `is_late` FROM `workflows`)
WHERE `state` NOT IN ('queued', 'running') AND `ended_at_ms` IS NOT NULL
	AND json_extract(`reply_to`, '$.messageId') IS NOT NULL
	AND json_extract(`reply_to`, '$.delivered') IS NOT 'true'
ORDER BY `ended_at_ms`, `id`;
