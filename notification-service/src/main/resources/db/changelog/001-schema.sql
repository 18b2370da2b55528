--liquibase formatted sql

--changeset notification:schema
CREATE SCHEMA notification;
