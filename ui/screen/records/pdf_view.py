"""Pages as they were printed: a preview, and the system's print dialog.

Bytes in, nothing drawn anew: what is seen and printed is what was issued.
"""

from collections.abc import Sequence

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QMarginsF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPageLayout, QPageSize, QPainter
from PySide6.QtPdf import QPdfDocument
from PySide6.QtPdfWidgets import QPdfView
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.wording import _


class Pages(QWidget):
    """A preview that fits the width; Ctrl with plus or minus changes the size, Ctrl+0 fits again.

    The document is the first child and so the first to go: a view that is half taken down already must not
    hear that its document closes (QPdfView 6.12 crashes on that).
    """

    def __init__(self) -> None:
        super().__init__()
        self.document = QPdfDocument(self)
        self.data = b""
        self._buffer = QBuffer(self)
        self.view = _View()
        self.view.setDocument(self.document)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.view)
        self.setFocusProxy(self.view)
        if (application := QCoreApplication.instance()) is not None:
            application.aboutToQuit.connect(self.clear)

    def clear(self) -> None:
        """Let go of the pages. The view draws in a thread of its own, so this comes before the end of all."""
        self.show_pages(b"")

    def show_pages(self, data: bytes) -> None:
        """Show these pages; empty bytes show nothing."""
        self.document.close()
        self._buffer.close()
        self.data = data
        if data:
            self._buffer.setData(QByteArray(data))
            self._buffer.open(QIODevice.OpenModeFlag.ReadOnly)
            self.document.load(self._buffer)


class _View(QPdfView):
    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(_("Pages of the record"))
        self.setPageMode(QPdfView.PageMode.MultiPage)
        self.setZoomMode(QPdfView.ZoomMode.FitToWidth)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            factors = {Qt.Key.Key_Plus: 1.25, Qt.Key.Key_Equal: 1.25, Qt.Key.Key_Minus: 0.8}
            if event.key() == Qt.Key.Key_0:
                self.setZoomMode(QPdfView.ZoomMode.FitToWidth)
                return
            if (factor := factors.get(Qt.Key(event.key()))) is not None:
                self.setZoomMode(QPdfView.ZoomMode.Custom)
                self.setZoomFactor(max(0.25, min(4.0, self.zoomFactor() * factor)))
                return
        super().keyPressEvent(event)


def ask_printer(title: str, parent: QWidget) -> QPrinter | None:
    """The system's print dialog, set to A4 without margins of its own; None where the person turned back."""
    printer = a4_printer(title)
    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(title)
    return printer if dialog.exec() else None


def a4_printer(title: str) -> QPrinter:
    """A printer for our paper: A4, full page, since the pages have their margins."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    printer.setFullPage(True)
    printer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Millimeter)
    return printer


def print_pages(papers: Sequence[bytes], printer: QPrinter) -> int:
    """Print these papers in one job, at most at 300 to the inch, each page the way it lies; gives how many
    pages were printed.
    """
    painter = QPainter()
    printed = 0
    for data in papers:
        document, buffer = QPdfDocument(), QBuffer()
        buffer.setData(QByteArray(data))
        buffer.open(QIODevice.OpenModeFlag.ReadOnly)
        document.load(buffer)
        for number in range(document.pageCount()):
            page = document.pagePointSize(number)
            wide = page.width() > page.height()
            lies = QPageLayout.Orientation.Landscape if wide else QPageLayout.Orientation.Portrait
            printer.setPageOrientation(lies)  # which holds from the next page on
            if printed:
                printer.newPage()
            else:
                painter.begin(printer)
            target = painter.viewport()
            scale = min(1.0, 300 / printer.resolution())
            size = QSize(round(target.width() * scale), round(target.height() * scale))
            painter.drawImage(target, document.render(number, size))
            printed += 1
        document.close()
    if printed:
        painter.end()
    return printed
