CREATE INDEX "contact_inboxes_pubsub_token" ON "contact_inboxes" USING btree ("pubsub_token");
