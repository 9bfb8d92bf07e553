"""The only tables with personal data. They are beside the chain, so that a person can be erased from them."""

from sqlalchemy import Column, LargeBinary, Named, String, Table, TypedColumns

from db.tables.base import ID, metadata


class PersonalColumns(TypedColumns):
    """A payload of one owner (a person, or a provider that notes are about).

    `search` is name and reference, folded.
    """

    id = Column(ID, primary_key=True)
    owner = Column(ID, nullable=False, index=True)
    reference: Named[str]
    name: Named[str]
    postcode: Named[str]
    text: Named[str]
    search: Named[str]


class KeyColumns(TypedColumns):
    """An owner's secret: destroying it makes the owner's pages unreadable and the digests untraceable."""

    owner = Column(ID, primary_key=True)
    secret = Column(LargeBinary, nullable=False)


class PageColumns(TypedColumns):
    """Issued pages, sealed under the owner's key. They stay when the key goes."""

    record = Column(ID, primary_key=True)
    what = Column(String, primary_key=True)
    owner = Column(ID, nullable=False, index=True)
    sealed = Column(LargeBinary, nullable=False)


personal = Table("personal", metadata, PersonalColumns)
keys = Table("person_keys", metadata, KeyColumns)
pages = Table("pages", metadata, PageColumns)
