"""Paper: PDF pages drawn from frozen records. The only home of ReportLab."""
