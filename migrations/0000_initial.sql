CREATE TABLE `account_key` (
	`account_id` text PRIMARY KEY NOT NULL,
	`vault_id` text NOT NULL,
	`kdf` text NOT NULL,
	`passphrase_wrap` text NOT NULL,
	`recovery_wrap` text NOT NULL,
	`recovery_hash` text NOT NULL,
	`recovery_rehearsed` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE TABLE `attempt` (
	`key` text PRIMARY KEY NOT NULL,
	`window_start` integer NOT NULL,
	`count` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `awaited_supersession` (
	`account_id` text NOT NULL,
	`op_id` text NOT NULL,
	`record_id` text NOT NULL,
	PRIMARY KEY(`account_id`, `op_id`, `record_id`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `consent` (
	`account_id` text NOT NULL,
	`modality` text NOT NULL,
	`granted` integer NOT NULL,
	`changed_at` integer NOT NULL,
	PRIMARY KEY(`account_id`, `modality`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `credential` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`provider_id` text NOT NULL,
	`user_id` text NOT NULL,
	`access_token` text,
	`refresh_token` text,
	`id_token` text,
	`access_token_expires_at` integer,
	`refresh_token_expires_at` integer,
	`scope` text,
	`password` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `credential_of_user` ON `credential` (`user_id`);--> statement-breakpoint
CREATE TABLE `log` (
	`account_id` text PRIMARY KEY NOT NULL,
	`version` integer NOT NULL,
	`last_seq` integer NOT NULL,
	`used_chars` integer NOT NULL,
	`quota_chars` integer
) STRICT;
--> statement-breakpoint
CREATE TABLE `op` (
	`account_id` text NOT NULL,
	`op_id` text NOT NULL,
	`seq` integer NOT NULL,
	`record_id` text NOT NULL,
	`collection` text NOT NULL,
	`schema` integer NOT NULL,
	`deleted` integer NOT NULL,
	`supersedes` text NOT NULL,
	`digest` text NOT NULL,
	`accepted_at` integer NOT NULL,
	`superseded_at` integer,
	`sealed_chars` integer NOT NULL,
	`sealed` text,
	PRIMARY KEY(`account_id`, `op_id`)
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `op_live` ON `op` (`account_id`,`seq`) WHERE superseded_at IS NULL;--> statement-breakpoint
CREATE INDEX `op_to_free` ON `op` (`superseded_at`,`account_id`) WHERE superseded_at IS NOT NULL AND sealed IS NOT NULL;--> statement-breakpoint
CREATE TABLE `reading` (
	`account_id` text NOT NULL,
	`record_id` text NOT NULL,
	`op_id` text NOT NULL,
	`seq` integer NOT NULL,
	`local_day` integer NOT NULL,
	`local_hour` integer NOT NULL,
	`correction` text,
	`fusion_version` integer NOT NULL,
	`scores` text NOT NULL,
	`reliability` text NOT NULL,
	`reading` text NOT NULL,
	PRIMARY KEY(`account_id`, `record_id`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `reading_changed` ON `reading` (`account_id`,`seq`);--> statement-breakpoint
CREATE INDEX `reading_by_time` ON `reading` (`account_id`,`local_day`,`local_hour`);--> statement-breakpoint
CREATE INDEX `reading_corrected` ON `reading` (`account_id`,`local_day`,`local_hour`) WHERE correction IS NOT NULL;--> statement-breakpoint
CREATE INDEX `reading_by_fusion` ON `reading` (`fusion_version`,`account_id`);--> statement-breakpoint
CREATE TABLE `session` (
	`id` text PRIMARY KEY NOT NULL,
	`token` text NOT NULL,
	`user_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	`ip_address` text,
	`user_agent` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL,
	FOREIGN KEY (`user_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `session_token_unique` ON `session` (`token`);--> statement-breakpoint
CREATE INDEX `session_of_user` ON `session` (`user_id`);--> statement-breakpoint
CREATE TABLE `user` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`email` text NOT NULL,
	`email_verified` integer NOT NULL,
	`image` text,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `user_email_unique` ON `user` (`email`);--> statement-breakpoint
CREATE TABLE `verification` (
	`id` text PRIMARY KEY NOT NULL,
	`identifier` text NOT NULL,
	`value` text NOT NULL,
	`expires_at` integer NOT NULL,
	`created_at` integer NOT NULL,
	`updated_at` integer NOT NULL
) STRICT;
