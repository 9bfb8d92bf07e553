"""The Bring-in page: files and the public register, previewed before anything is kept."""
