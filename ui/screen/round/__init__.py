"""The round page: allocate, see the plan on a board, read why, move a package, and issue.

`picture` says what the board shows, `items`, `layout`, `paint` and `board` show it; `moves` says where a
package could go. All of these stand on the core's frozen values; only `page` knows the use cases.
"""
