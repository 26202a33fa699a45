CREATE TABLE `refresh_token` (
	`hash` text PRIMARY KEY NOT NULL,
	`session_id` text NOT NULL,
	`expires_at` integer NOT NULL,
	`used_at` integer,
	FOREIGN KEY (`session_id`) REFERENCES `session`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `refresh_token_of_session` ON `refresh_token` (`session_id`);--> statement-breakpoint
CREATE TABLE `audit_checkpoint` (
	`chain` text PRIMARY KEY NOT NULL,
	`seq` integer NOT NULL,
	`hash` text NOT NULL,
	`at` integer NOT NULL,
	`key_id` text NOT NULL,
	`signature` text NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `audit_entry` (
	`chain` text NOT NULL,
	`seq` integer NOT NULL,
	`at` integer NOT NULL,
	`actor` text NOT NULL,
	`action` text NOT NULL,
	`outcome` text NOT NULL,
	`person` text,
	`organisation` text,
	`subject` text,
	`country` text,
	`device` text,
	`request_id` text,
	`prev` text NOT NULL,
	`hash` text NOT NULL,
	`key_id` text NOT NULL,
	`signature` text NOT NULL,
	PRIMARY KEY(`chain`, `seq`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `audit_entry_by_age` ON `audit_entry` (`at`,`chain`);--> statement-breakpoint
CREATE TABLE `network_sighting` (
	`network` text NOT NULL,
	`subject` text NOT NULL,
	`at` integer NOT NULL,
	PRIMARY KEY(`network`, `subject`)
) STRICT;
--> statement-breakpoint
CREATE INDEX `network_sighting_by_age` ON `network_sighting` (`at`);--> statement-breakpoint
CREATE TABLE `security_event` (
	`id` text PRIMARY KEY NOT NULL,
	`rule` text NOT NULL,
	`severity` text NOT NULL,
	`account_id` text,
	`raised_at` integer NOT NULL,
	`evidence` text NOT NULL,
	`response` text NOT NULL,
	`resolved_at` integer,
	`resolution` text
) STRICT;
--> statement-breakpoint
CREATE INDEX `security_event_of_account` ON `security_event` (`account_id`,`raised_at`);--> statement-breakpoint
CREATE INDEX `security_event_open` ON `security_event` (`raised_at`) WHERE resolved_at IS NULL;--> statement-breakpoint
CREATE TABLE `tombstone` (
	`account_hash` text PRIMARY KEY NOT NULL,
	`requested_at` integer NOT NULL,
	`begun_at` integer NOT NULL,
	`counts` text NOT NULL,
	`deleted_at` integer,
	`key_id` text,
	`signature` text
) STRICT;
--> statement-breakpoint
CREATE TABLE `backup_code` (
	`account_id` text NOT NULL,
	`hash` text NOT NULL,
	PRIMARY KEY(`account_id`, `hash`),
	FOREIGN KEY (`account_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE TABLE `passkey_challenge` (
	`challenge` text PRIMARY KEY NOT NULL,
	`purpose` text NOT NULL,
	`session_id` text,
	`expires_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `passkey_challenge_by_expiry` ON `passkey_challenge` (`expires_at`);--> statement-breakpoint
CREATE TABLE `passkey` (
	`id` text PRIMARY KEY NOT NULL,
	`account_id` text NOT NULL,
	`name` text NOT NULL,
	`public_key` text NOT NULL,
	`counter` integer NOT NULL,
	`is_synced` integer NOT NULL,
	`transports` text NOT NULL,
	`added_at` integer NOT NULL,
	`last_used_at` integer,
	`wrap` text,
	`handle` text DEFAULT '' NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `passkey_of_account` ON `passkey` (`account_id`);--> statement-breakpoint
CREATE TABLE `second_factor_reset` (
	`account_id` text PRIMARY KEY NOT NULL,
	`requested_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	FOREIGN KEY (`account_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE TABLE `totp` (
	`account_id` text PRIMARY KEY NOT NULL,
	`sealed` text,
	`added_at` integer,
	`last_step` integer DEFAULT 0 NOT NULL,
	`pending_sealed` text,
	`pending_since` integer,
	FOREIGN KEY (`account_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
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
CREATE TABLE `invitation` (
	`id` text PRIMARY KEY NOT NULL,
	`organisation_id` text NOT NULL,
	`email` text,
	`role` text NOT NULL,
	`token_hash` text,
	`created_at` integer NOT NULL,
	`expires_at` integer NOT NULL,
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `invitation_token_hash_unique` ON `invitation` (`token_hash`);--> statement-breakpoint
CREATE INDEX `invitation_of_organisation` ON `invitation` (`organisation_id`,`created_at`);--> statement-breakpoint
CREATE INDEX `invitation_of_address` ON `invitation` (`email`);--> statement-breakpoint
CREATE TABLE `membership` (
	`organisation_id` text NOT NULL,
	`account_id` text NOT NULL,
	`role` text NOT NULL,
	`joined_at` integer NOT NULL,
	PRIMARY KEY(`organisation_id`, `account_id`),
	FOREIGN KEY (`organisation_id`) REFERENCES `organisation`(`id`) ON UPDATE no action ON DELETE cascade,
	FOREIGN KEY (`account_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `membership_of_account` ON `membership` (`account_id`);--> statement-breakpoint
CREATE TABLE `organisation` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`created_at` integer NOT NULL,
	`kind` text DEFAULT 'practice' NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `signing_key` (
	`id` text PRIMARY KEY NOT NULL,
	`purpose` text NOT NULL,
	`x` text NOT NULL,
	`sealed_private` text NOT NULL,
	`created_at` integer NOT NULL,
	`retired_at` integer
) STRICT;
--> statement-breakpoint
CREATE INDEX `signing_key_of_purpose` ON `signing_key` (`purpose`,`created_at`);--> statement-breakpoint
ALTER TABLE `session` ADD `kind` text DEFAULT 'web' NOT NULL;--> statement-breakpoint
ALTER TABLE `session` ADD `assurance` text DEFAULT 'pending' NOT NULL;--> statement-breakpoint
ALTER TABLE `session` ADD `stepped_up_at` integer;--> statement-breakpoint
ALTER TABLE `session` ADD `last_seen_at` integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE `session` ADD `label` text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE `session` ADD `scopes` text;--> statement-breakpoint
ALTER TABLE `user` ADD `is_super_admin` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `user` ADD `has_second_factor` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `user` ADD `locale` text DEFAULT 'en' NOT NULL;--> statement-breakpoint
ALTER TABLE `user` ADD `idle_minutes` integer;--> statement-breakpoint
ALTER TABLE `user` ADD `locked_at` integer;--> statement-breakpoint
ALTER TABLE `user` ADD `delete_after` integer;--> statement-breakpoint
ALTER TABLE `user` ADD `phone` text;