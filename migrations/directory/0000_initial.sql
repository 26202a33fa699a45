CREATE TABLE `directory_entry` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`public_id` text NOT NULL,
	`source` text NOT NULL,
	`source_id` text NOT NULL,
	`place_key` integer NOT NULL,
	`lat` real NOT NULL,
	`lon` real NOT NULL,
	`kind` text NOT NULL,
	`telehealth` integer,
	`accepts_new` integer,
	`entry` text NOT NULL,
	`digest` text NOT NULL,
	`match_key` text NOT NULL,
	`born` integer NOT NULL,
	`died` integer,
	`hidden` integer DEFAULT 0 NOT NULL
) STRICT;
--> statement-breakpoint
CREATE INDEX `directory_entry_by_place` ON `directory_entry` (`place_key`);--> statement-breakpoint
CREATE INDEX `directory_entry_by_source` ON `directory_entry` (`source`,`source_id`);--> statement-breakpoint
CREATE INDEX `directory_entry_by_public_id` ON `directory_entry` (`public_id`);--> statement-breakpoint
CREATE INDEX `directory_entry_by_match` ON `directory_entry` (`match_key`);--> statement-breakpoint
CREATE INDEX `directory_entry_born` ON `directory_entry` (`born`);--> statement-breakpoint
CREATE INDEX `directory_entry_died` ON `directory_entry` (`died`) WHERE died IS NOT NULL;--> statement-breakpoint
CREATE TABLE `directory_import_error` (
	`import_id` text NOT NULL,
	`place` integer NOT NULL,
	`row_number` integer NOT NULL,
	`trouble` text NOT NULL,
	`field` text,
	`excerpt` text,
	PRIMARY KEY(`import_id`, `place`),
	FOREIGN KEY (`import_id`) REFERENCES `directory_import`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE TABLE `directory_import_mark` (
	`import_id` text NOT NULL,
	`source_id` text NOT NULL,
	PRIMARY KEY(`import_id`, `source_id`),
	FOREIGN KEY (`import_id`) REFERENCES `directory_import`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE TABLE `directory_import_part` (
	`import_id` text NOT NULL,
	`part` integer NOT NULL,
	`bytes` integer NOT NULL,
	`etag` text NOT NULL,
	`stored_at` integer NOT NULL,
	PRIMARY KEY(`import_id`, `part`),
	FOREIGN KEY (`import_id`) REFERENCES `directory_import`(`id`) ON UPDATE no action ON DELETE cascade
) STRICT;
--> statement-breakpoint
CREATE TABLE `directory_import` (
	`id` text PRIMARY KEY NOT NULL,
	`format` text NOT NULL,
	`source` text NOT NULL,
	`options` text NOT NULL,
	`state` text NOT NULL,
	`failure` text,
	`is_dry_run` integer DEFAULT 0 NOT NULL,
	`version` integer,
	`is_clearing` integer DEFAULT 0 NOT NULL,
	`file_bytes` integer NOT NULL,
	`read_bytes` integer DEFAULT 0 NOT NULL,
	`total_bytes` integer,
	`progress` text NOT NULL,
	`started_by` text NOT NULL,
	`started_at` integer NOT NULL,
	`updated_at` integer NOT NULL
) STRICT;
--> statement-breakpoint
CREATE TABLE `directory_postcode` (
	`country` text NOT NULL,
	`postcode` text NOT NULL,
	`lat` real NOT NULL,
	`lon` real NOT NULL
) STRICT;
--> statement-breakpoint
CREATE UNIQUE INDEX `directory_postcode_key` ON `directory_postcode` (`country`,`postcode`);--> statement-breakpoint
CREATE TABLE `directory_report` (
	`public_id` text NOT NULL,
	`reason` text NOT NULL,
	`count` integer NOT NULL,
	`day` text NOT NULL,
	PRIMARY KEY(`public_id`, `reason`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `directory_source` (
	`id` text NOT NULL,
	`version` integer NOT NULL,
	`about` text NOT NULL,
	PRIMARY KEY(`id`, `version`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `directory_tile` (
	`version` integer NOT NULL,
	`first_key` integer NOT NULL,
	`last_key` integer NOT NULL,
	`entries` integer NOT NULL,
	`lat` real NOT NULL,
	`lon` real NOT NULL,
	`radius_km` real NOT NULL,
	`digest` text NOT NULL,
	`gzip_bytes` integer NOT NULL,
	`leaves` text NOT NULL,
	PRIMARY KEY(`version`, `first_key`)
) STRICT;
--> statement-breakpoint
CREATE TABLE `directory_version` (
	`version` integer PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`entries` integer DEFAULT 0 NOT NULL,
	`revision` integer DEFAULT 0 NOT NULL,
	`made_at` integer NOT NULL,
	`live_at` integer
) STRICT;
--> statement-breakpoint
CREATE VIRTUAL TABLE `directory_position` USING rtree(`id`, `south`, `north`, `west`, `east`);
--> statement-breakpoint
CREATE VIRTUAL TABLE `directory_words` USING fts5(`name`, `specialities`, `places`, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='2 3');
--> statement-breakpoint
CREATE TRIGGER `directory_entry_listed` AFTER INSERT ON `directory_entry` BEGIN
	INSERT INTO `directory_position` VALUES (new.`id`, new.`lat`, new.`lat`, new.`lon`, new.`lon`);
	INSERT INTO `directory_words` (`rowid`, `name`, `specialities`, `places`) VALUES (
		new.`id`,
		new.`entry` ->> '$.name',
		coalesce(new.`entry` ->> '$.specialities', ''),
		coalesce(new.`entry` ->> '$.locality', '') || ' ' || coalesce(new.`entry` ->> '$.region', '') || ' ' || coalesce(new.`entry` ->> '$.postcode', '')
	);
END;
--> statement-breakpoint
CREATE TRIGGER `directory_entry_unlisted` AFTER DELETE ON `directory_entry` BEGIN
	DELETE FROM `directory_position` WHERE `id` = old.`id`;
	DELETE FROM `directory_words` WHERE `rowid` = old.`id`;
END;
