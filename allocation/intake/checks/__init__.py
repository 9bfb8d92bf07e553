"""What one table's cells must say of one another, and of other tables. Each check is one function, by table.

A check asks nothing of a cell that is at fault already, so that one wrong thing is one fault.
"""
