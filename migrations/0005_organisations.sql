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
ALTER TABLE `organisation` ADD `kind` text DEFAULT 'practice' NOT NULL;