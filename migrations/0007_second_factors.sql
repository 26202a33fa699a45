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
	FOREIGN KEY (`account_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `passkey_of_account` ON `passkey` (`account_id`);--> statement-breakpoint
CREATE TABLE `second_factor_reset` (
	`account_id` text PRIMARY KEY NOT NULL,
	`requested_at` integer NOT NULL,
	`due_at` integer NOT NULL,
	`told_at` integer,
	FOREIGN KEY (`account_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE INDEX `second_factor_reset_to_tell` ON `second_factor_reset` (`due_at`) WHERE told_at IS NULL;--> statement-breakpoint
CREATE TABLE `totp` (
	`account_id` text PRIMARY KEY NOT NULL,
	`sealed` text,
	`added_at` integer,
	`last_step` integer DEFAULT 0 NOT NULL,
	`pending_sealed` text,
	`pending_since` integer,
	FOREIGN KEY (`account_id`) REFERENCES `user`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
