"""The style sheet of the picture of data paths, for light and dark."""

from __future__ import annotations

STYLE = """
text{font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace;fill:#1f2328}
.heading{font-size:19px;font-weight:600;font-family:system-ui,'Segoe UI','DejaVu Sans',sans-serif}
.strong,.name{font-weight:600}
.faint,.small{fill:#59636e}
.small{font-size:11px}
.page{fill:#ffffff}
.panel{fill:#f6f8fa;stroke:#d1d9e0}
.box{fill:#ffffff;stroke:#818b98;stroke-width:1.3}
.band{fill:#eaeef2}
.way{stroke:#818b98;stroke-width:2;fill:none}
.tip{fill:#818b98}
.line{fill:none;stroke-width:2}
.line.fastpath{stroke:#1a7f37;stroke-width:4;stroke-linecap:square}
.line.gateway{stroke:#bc4c00;stroke-linecap:square}
.line.blocked{stroke:#cf222e;stroke-dasharray:2 3}
.line.undecided{stroke:#59636e;stroke-dasharray:8 5}
.head.fastpath,.pill.fastpath{fill:#1a7f37}
.head.gateway,.pill.gateway{fill:#bc4c00}
.head.undecided,.pill.undecided{fill:#59636e}
.pill.blocked{fill:#cf222e}
.cross{stroke:#cf222e;stroke-width:2.4;fill:none}
.answer{fill:#ffffff;font-weight:600;font-size:11px;text-anchor:middle}
.inspection-passed{fill:#1a7f37}
.inspection-skipped{fill:#cf222e;font-weight:700;text-decoration:underline}
.inspection-undecided,.inspection-none{fill:#59636e}
@media (prefers-color-scheme:dark){
text{fill:#e6edf3}
.faint,.small,.inspection-undecided,.inspection-none{fill:#9198a1}
.page{fill:#0d1117}
.panel{fill:#151b23;stroke:#3d444d}
.box{fill:#0d1117;stroke:#656c76}
.band{fill:#212830}
.line.fastpath{stroke:#2ea043}
.head.fastpath,.pill.fastpath{fill:#238636}
.line.gateway{stroke:#db6d28}
.head.gateway,.pill.gateway{fill:#bd561d}
.line.undecided{stroke:#9198a1}
.inspection-passed{fill:#3fb950}
.inspection-skipped,.cross{fill:#f85149}
.cross,.line.blocked{stroke:#f85149}
}
"""
