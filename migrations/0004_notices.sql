CREATE TABLE `refresh_token` (
	`hash` text PRIMARY KEY NOT NULL,
	`session_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`session_id`) REFERENCES `session`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `refresh_token_of_session` ON `refresh_token` (`session_id`);--> statement-breakpoint
CREATE TABLE `guess` (
	`key` text PRIMARY KEY NOT NULL,
	`count` integer NOT NULL,
	`last_at` integer NOT NULL,
	`told_at` integer
) STRICT;
--> statement-breakpoint
CREATE TABLE `notice` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text,
	`kind` text NOT NULL,
	`channel` text NOT NULL,
	`state` text NOT NULL,
	`attempts` integer NOT NULL,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	`claimed_until` integer,
	`settled_at` integer,
	`sealed` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `notice_by_age` ON `notice` (`created_at`);--> statement-breakpoint
CREATE INDEX `notice_of_account` ON `notice` (`account_id`);--> statement-breakpoint
CREATE TABLE `one_time_code` (
	`key` text PRIMARY KEY NOT NULL,
	`mac` text NOT NULL,
	`expires_at` integer NOT NULL,
	`tries` integer NOT NULL
) STRICT;
--> statement-breakpoint
ALTER TABLE `user` ADD `phone` text;