"""The memory: acts in a chain, the tables that they leave behind, and personal data apart.

What is where, and why a person can be forgotten:

- `acts` is append-only. An act's body holds rows by id and figures; no name, case reference, full postcode or
  text of a note. A frozen round, in `blobs`, holds package references, sectors and figures.
- Current tables are written by `allocation.acts.apply` alone, in the act's own transaction. Replaying every
  act from empty gives them again.
- `personal` is the only table with personal fields: payloads that are added to, never changed, under the
  random id of their owner. A row names the payload that counts and its digest, keyed by the owner's secret.
- `person_keys` has that secret, `pages` what was issued, sealed with it. Erasing a person destroys payloads
  and secret: acts, digests and figures stand, and lead to nobody.
"""
