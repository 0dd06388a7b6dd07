"""The dataset for strangers: a Frictionless Data Package with CSV, JSON, Parquet, SQLite, codebook and licence."""

from helpers.export.ledger import LEDGER_NAME, LEDGER_SCHEMA_NAME
from helpers.export.package import DATABASE_NAME, ZIP_NAME, export, export_zip

__all__ = ["DATABASE_NAME", "LEDGER_NAME", "LEDGER_SCHEMA_NAME", "ZIP_NAME", "export", "export_zip"]
