CREATE TABLE `attachment_part` (
	`account_id` text NOT NULL,
	`name` text NOT NULL,
	`part` integer NOT NULL,
	`bytes` integer NOT NULL,
	`stored_at` integer,
	PRIMARY KEY(`account_id`, `name`, `part`)
) STRICT;
