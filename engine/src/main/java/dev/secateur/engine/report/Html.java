package dev.secateur.engine.report;

import java.util.List;

/// Writes a page from top to bottom; every text that is given is escaped.
final class Html {

    private final StringBuilder out = new StringBuilder();

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    Html heading(int level, String text) {
        out.append("<h").append(level).append('>').append(escape(text)).append("</h").append(level).append(">\n");
        return this;
    }

    Html paragraph(String text) {
        out.append("<p>").append(escape(text)).append("</p>\n");
        return this;
    }

    Html note(String text) {
        out.append("<p class=\"note\">").append(escape(text)).append("</p>\n");
        return this;
    }

    /// A table whose first row is its head; a head that begins with `>` is aligned to the right.
    Html table(List<String> head, List<List<String>> rows) {
        out.append("<table><thead><tr>");
        for (String title : head) {
            out.append(title.startsWith(">") ? "<th class=\"n\">" : "<th>")
                    .append(escape(title.startsWith(">") ? title.substring(1) : title)).append("</th>");
        }
        out.append("</tr></thead><tbody>\n");
        for (List<String> row : rows) {
            out.append("<tr>");
            for (int i = 0; i < row.size(); i++) {
                out.append(head.get(i).startsWith(">") ? "<td class=\"n\">" : "<td>").append(escape(row.get(i)))
                        .append("</td>");
            }
            out.append("</tr>\n");
        }
        out.append("</tbody></table>\n");
        return this;
    }

    /// Names and values, one pair a line.
    Html facts(List<List<String>> pairs) {
        out.append("<table class=\"facts\"><tbody>\n");
        for (List<String> pair : pairs) {
            out.append("<tr><th>").append(escape(pair.get(0))).append("</th><td>").append(escape(pair.get(1)))
                    .append("</td></tr>\n");
        }
        out.append("</tbody></table>\n");
        return this;
    }

    Html code(String text) {
        out.append("<pre>").append(escape(text)).append("</pre>\n");
        return this;
    }

    /// A picture that the program drew itself.
    Html figure(String title, String svg) {
        int begin = Math.max(0, svg.indexOf("<svg"));
        out.append("<figure>").append(svg, begin, svg.length()).append("<figcaption>").append(escape(title))
                .append("</figcaption></figure>\n");
        return this;
    }

    /// Large figures beside each other, each with a name above and a line below.
    Html tiles(List<Overview.Figure> figures) {
        out.append("<div class=\"tiles\">\n");
        for (Overview.Figure figure : figures) {
            out.append("<div><span>").append(escape(figure.name())).append("</span><b>").append(escape(figure.value()))
                    .append("</b><span>").append(escape(figure.below())).append("</span></div>\n");
        }
        out.append("</div>\n");
        return this;
    }

    /// Begins a part that the reader may open, or close.
    Html foldBegin(String title, boolean open) {
        out.append(open ? "<details open><summary>" : "<details><summary>").append(escape(title))
                .append("</summary>\n");
        return this;
    }

    Html foldEnd() {
        out.append("</details>\n");
        return this;
    }

    /// Begins a row of pictures.
    Html rowBegin() {
        out.append("<div class=\"row\">\n");
        return this;
    }

    Html rowEnd() {
        out.append("</div>\n");
        return this;
    }

    /// The whole page.
    String page(String title, String style) {
        return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width\">\n<title>" + escape(title)
                + "</title>\n<style>\n" + style + "</style>\n</head>\n<body>\n" + out + "</body>\n</html>\n";
    }
}
