#!/usr/bin/env python3
"""Draws what a command printed in a terminal, colours and all, as an SVG for the README.

    build/sayso call +12025550142 ... | deploy/pictures/terminal.py '$ build/sayso call +12025550142' > deploy/pictures/call.svg
"""
import html
import re
import sys

COLOURS = {30: "#586069", 31: "#f97583", 32: "#85e89d", 33: "#ffea7f", 34: "#79b8ff", 35: "#b392f0", 36: "#9ecbff", 37: "#e1e4e8",
           90: "#959da5", 91: "#f97583", 92: "#85e89d", 93: "#ffea7f", 94: "#79b8ff", 95: "#b392f0", 96: "#9ecbff", 97: "#fafbfc"}
CHARACTER, LINE, MARGIN = 8.45, 19, 18


def runs(line):
    """The line's pieces, each with the style in force: [(text, bold, dim, colour)]."""
    bold = dim = False
    colour = "#e1e4e8"
    for text, codes in re.findall(r"([^\x1b]*)(?:\x1b\[([0-9;]*)m)?", line):
        if text:
            yield text, bold, dim, colour
        for code in (codes or "").split(";") if codes is not None else []:
            number = int(code or 0)
            if number == 0:
                bold, dim, colour = False, False, "#e1e4e8"
            elif number == 1:
                bold = True
            elif number == 2:
                dim = True
            elif number == 22:
                bold = dim = False
            elif number == 39:
                colour = "#e1e4e8"
            else:
                colour = COLOURS.get(number, colour)


def main():
    lines = sys.argv[1:] + sys.stdin.read().rstrip("\n").split("\n")
    plain = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in lines]
    width = 2 * MARGIN + CHARACTER * max(map(len, plain))
    height = 2 * MARGIN + LINE * len(lines)
    print(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height}" width="{width:.0f}" height="{height}" role="img">')
    print("<title>A call in a terminal</title>")
    print(f'<rect width="100%" height="100%" rx="8" fill="#1b1f23"/>')
    print('<g font-family="ui-monospace,SFMono-Regular,Menlo,Consolas,\'DejaVu Sans Mono\',monospace" font-size="14" xml:space="preserve">')
    for row, line in enumerate(lines):
        column = 0
        for text, bold, dim, colour in runs(line):
            style = (' font-weight="bold"' if bold else "") + (' opacity=".65"' if dim else "")
            x, y = MARGIN + CHARACTER * column, MARGIN + LINE * row + 14
            if text.strip():
                print(f'<text x="{x:.1f}" y="{y}" fill="{colour}"{style} textLength="{CHARACTER * len(text):.1f}">{html.escape(text)}</text>')
            column += len(text)
    print("</g></svg>")


main()
