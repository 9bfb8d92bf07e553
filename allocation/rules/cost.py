"""What care costs. Pence an hour and minutes a week; rounded once a package, half up."""


def weekly_sixtieths(staff_minutes: int, rate: int) -> int:
    """The unrounded weekly cost in sixtieths of a penny: staff minutes times pence an hour. Aims sum this."""
    return staff_minutes * rate


def weekly_pence(sixtieths: int) -> int:
    """Whole pence a week, half up, as printed: rounded once, after a package's parts are added up."""
    return (sixtieths + 30) // 60
