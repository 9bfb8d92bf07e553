"""The rules: when a part may go to an award, and what limits a plan. One function each, with its code.

`pair`: rules for one part and one award. `room`: the return's figures. `share`: largest and target shares.
`ranks`: order within a step. `cost`: what care costs.
"""
