-- The directory has a database of its own (migrations/directory/), before the first deployment.
DROP TABLE `directory_words`;--> statement-breakpoint
DROP TABLE `directory_position`;--> statement-breakpoint
DROP TABLE `directory_entry`;--> statement-breakpoint
DROP TABLE `directory_import_error`;--> statement-breakpoint
DROP TABLE `directory_import_mark`;--> statement-breakpoint
DROP TABLE `directory_import_part`;--> statement-breakpoint
DROP TABLE `directory_import`;--> statement-breakpoint
DROP TABLE `directory_postcode`;--> statement-breakpoint
DROP TABLE `directory_report`;--> statement-breakpoint
DROP TABLE `directory_source`;--> statement-breakpoint
DROP TABLE `directory_tile`;--> statement-breakpoint
DROP TABLE `directory_version`;
