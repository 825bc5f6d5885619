"""All tables together: what an empty store is made of at once, and what the revisions are compared with."""

from itertools import chain

from sqlalchemy import MetaData, text
from sqlmodel import SQLModel

from store import (
    asking_tables,
    bundle_tables,
    control_tables,
    deal_tables,
    digest_tables,
    people_tables,
    signal_tables,
    tables,
)
from store.columns import CONDITION

# Importing them fills the metadata.
_ = asking_tables, bundle_tables, control_tables, deal_tables, digest_tables, people_tables, signal_tables, tables


def tables_for(*dialects: str) -> MetaData:
    """As they are made on `dialects`: an index of some rows has its condition there, too."""
    for index in chain.from_iterable(table.indexes for table in SQLModel.metadata.tables.values()):
        if condition := index.info.get(CONDITION):
            for dialect in dialects:
                index.dialect_options[dialect]["where"] = text(condition)
    return SQLModel.metadata
