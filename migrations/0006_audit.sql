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
CREATE INDEX `security_event_open` ON `security_event` (`raised_at`) WHERE resolved_at IS NULL;