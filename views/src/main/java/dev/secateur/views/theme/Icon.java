package dev.secateur.views.theme;

import javafx.geometry.Bounds;
import javafx.scene.Group;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Rectangle;
import javafx.scene.shape.SVGPath;
import javafx.scene.transform.Scale;

/// Outline icons drawn on a 24-unit grid, shown at 14 to 18 px.
///
/// A filled shape never occurs, so one stroke colour (`-sct-icon`, by default the text colour around it) themes them all.
public enum Icon {
    OPEN("M3 18V6a1.5 1.5 0 0 1 1.5-1.5h4.5l2.5 3h7A1.5 1.5 0 0 1 20 9v2 M3 18l3-7h16l-3 7.5H4.5A1.5 1.5 0 0 1 3 18z"),
    SAVE(
            "M5 3.5h11l4.5 4.5v11a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 19V5A1.5 1.5 0 0 1 5 3.5z M7.5 20.5v-7h9v7 M7.5 3.5V8H14"),
    UNDO("M8.5 5l-5 5 5 5 M3.5 10H15a5.5 5.5 0 0 1 0 11h-3"),
    REDO("M15.5 5l5 5-5 5 M20.5 10H9a5.5 5.5 0 0 0 0 11h3"),
    SEARCH("M4 11a7 7 0 1 0 14 0a7 7 0 1 0-14 0z M16.2 16.2L21 21"),
    GRAPH(
            "M3.5 6a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0z M15.5 18a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0z M6 8.5V14a4 4 0 0 0 4 4h5.5 M8.5 6h4a4 4 0 0 1 4 4v5.6"),
    SLIDERS(
            "M3 7h8 M16 7h5 M3 17h4 M12 17h9 M11 7a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0z M7 17a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0z"),
    CHART("M4 3.5V20.5H21 M8.5 16.5v-5 M13 16.5V6.5 M17.5 16.5v-8"),
    FLASK("M9 3h6 M10 3v6.5L4.7 18.4A1.7 1.7 0 0 0 6.2 21h11.6a1.7 1.7 0 0 0 1.5-2.6L14 9.5V3 M7.5 15h9"),
    BITS("M4.5 4h15v16h-15z M4.5 9.3h15 M4.5 14.7h15 M9.5 4v16 M14.5 4v16"),
    ACTIVITY("M2.5 12h4.5l3-8.5 4.5 17 3-8.5h4"),
    COMPARE(
            "M3.5 6a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0z M15.5 18a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0z M18 15.5V9a3 3 0 0 0-3-3h-3 M14.5 3L11.5 6l3 3 M6 8.5V15a3 3 0 0 0 3 3h3 M9.5 21l3-3-3-3"),
    MEASURE("M4.2 18.5a9 9 0 1 1 15.6 0 M12 14l4.5-5 M11 14.5a1 1 0 1 0 2 0a1 1 0 1 0-2 0z"),
    CLOCK("M4 13.5a8 8 0 1 0 16 0a8 8 0 1 0-16 0z M12 9v4.5l3 2 M9.5 2.5h5"),
    EXPORT("M12 3.5V15 M7 10.5l5 5 5-5 M3.5 15.5v3a2 2 0 0 0 2 2h13a2 2 0 0 0 2-2v-3"),
    MOON("M20 14.5A8.5 8.5 0 1 1 9.5 4a6.8 6.8 0 0 0 10.5 10.5z"),
    SUN(
            "M8 12a4 4 0 1 0 8 0a4 4 0 1 0-8 0z M12 2.5v2 M12 19.5v2 M2.5 12h2 M19.5 12h2 M5.3 5.3l1.4 1.4 M17.3 17.3l1.4 1.4 M5.3 18.7l1.4-1.4 M17.3 6.7l1.4-1.4"),
    COMMAND(
            "M9 9H6.2A2.8 2.8 0 1 1 9 6.2z M15 9V6.2A2.8 2.8 0 1 1 17.8 9z M9 15v2.8A2.8 2.8 0 1 1 6.2 15z M15 15h2.8a2.8 2.8 0 1 1-2.8 2.8z M9 9h6v6H9z"),
    LAYERS("M12 3L21 8l-9 5-9-5z M3 12.5l9 5 9-5 M3 16.5l9 5 9-5"),
    STAGE(
            "M8.5 5.5L12 3.5l3.5 2v4L12 11.5l-3.5-2z M4 14.5l3.5-2 3.5 2v4l-3.5 2-3.5-2z M13 14.5l3.5-2 3.5 2v4l-3.5 2-3.5-2z"),
    MODEL("M12 2.8l8 4.6v9.2l-8 4.6-8-4.6V7.4z M4.2 7.5L12 12l7.8-4.5 M12 12v9"),
    NODE("M4 12a8 8 0 1 0 16 0a8 8 0 1 0-16 0z M10.8 12a1.2 1.2 0 1 0 2.4 0a1.2 1.2 0 1 0-2.4 0z"),
    TREE("M3.5 5h3 M10 5h10.5 M5 5v12.5h3 M11.5 11h9 M5 11h3 M11.5 17.5h9"),
    CHEVRON_RIGHT("M9 5.5l6.5 6.5L9 18.5"),
    CHEVRON_LEFT("M15 5.5L8.5 12l6.5 6.5"),
    CHEVRON_DOWN("M5.5 9l6.5 6.5L18.5 9"),
    CHEVRON_UP("M5.5 15l6.5-6.5 6.5 6.5"),
    ARROW_RIGHT("M4 12h16 M14 6l6 6-6 6"),
    ARROW_DOWN("M12 4v16 M6 14l6 6 6-6"),
    ARROW_UP("M12 20V4 M6 10l6-6 6 6"),
    CHECK("M4.5 12.5l5 5L19.5 7"),
    CHECK_CIRCLE("M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0z M8 12.3l2.8 2.8L16 9.6"),
    BAN("M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0z M5.8 5.8l12.4 12.4"),
    WARNING(
            "M10.6 4L2.4 18a1.6 1.6 0 0 0 1.4 2.5h16.4a1.6 1.6 0 0 0 1.4-2.5L13.4 4a1.6 1.6 0 0 0-2.8 0z M12 9.5v4.5 M12 17v.4"),
    INFO("M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0z M12 11.2v5.3 M12 7.6v.4"),
    ERROR("M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0z M12 7v5.8 M12 16v.4"),
    HELP("M3 12a9 9 0 1 0 18 0a9 9 0 1 0-18 0z M9.3 9.4a2.8 2.8 0 1 1 4.3 2.3c-1 .6-1.6 1.2-1.6 2.3 M12 16.8v.4"),
    X("M5.5 5.5l13 13 M18.5 5.5l-13 13"),
    PLUS("M12 4.5v15 M4.5 12h15"),
    MINUS("M4.5 12h15"),
    FIT(
            "M3.5 8V5A1.5 1.5 0 0 1 5 3.5h3 M16 3.5h3A1.5 1.5 0 0 1 20.5 5v3 M20.5 16v3a1.5 1.5 0 0 1-1.5 1.5h-3 M8 20.5H5A1.5 1.5 0 0 1 3.5 19v-3"),
    MAP("M3 6.5L9 4l6 2.5L21 4v13.5L15 20l-6-2.5L3 20z M9 4v13.5 M15 6.5V20"),
    IMAGE(
            "M5 3.5h14A1.5 1.5 0 0 1 20.5 5v14a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 19V5A1.5 1.5 0 0 1 5 3.5z M7 8.8a1.8 1.8 0 1 0 3.6 0a1.8 1.8 0 1 0-3.6 0z M20.5 15l-4.5-4.5L6 20.5"),
    FILTER("M3 4.5h18l-7 8.5v6l-4 2v-8z"),
    TABLE(
            "M5 3.5h14A1.5 1.5 0 0 1 20.5 5v14a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 19V5A1.5 1.5 0 0 1 5 3.5z M3.5 9h17 M3.5 15h17 M10 9v11.5"),
    PANEL_BOTTOM(
            "M5 3.5h14A1.5 1.5 0 0 1 20.5 5v14a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 19V5A1.5 1.5 0 0 1 5 3.5z M3.5 14.5h17"),
    PANEL_LEFT(
            "M5 3.5h14A1.5 1.5 0 0 1 20.5 5v14a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 19V5A1.5 1.5 0 0 1 5 3.5z M9.5 3.5v17"),
    PANEL_RIGHT(
            "M5 3.5h14A1.5 1.5 0 0 1 20.5 5v14a1.5 1.5 0 0 1-1.5 1.5H5A1.5 1.5 0 0 1 3.5 19V5A1.5 1.5 0 0 1 5 3.5z M14.5 3.5v17"),
    BRANCH(
            "M3.5 5.5a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0z M3.5 18.5a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0z M15.5 8.5a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0z M6 8v8 M18 11c0 4-6 3.5-10.8 5.3"),
    MERGE(
            "M3.5 5.5a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0z M3.5 18.5a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0z M15.5 15a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0z M6 8v8 M6.3 8c.7 4.5 4.2 7 9.2 7"),
    SCISSORS(
            "M3.5 6a2.7 2.7 0 1 0 5.4 0a2.7 2.7 0 1 0-5.4 0z M3.5 18a2.7 2.7 0 1 0 5.4 0a2.7 2.7 0 1 0-5.4 0z M8.3 7.8L20 18.5 M8.3 16.2L20 5.5"),
    PLAY("M7 4.2v15.6L19.5 12z"),
    PAUSE("M7 4.5h3.5v15H7z M13.5 4.5H17v15h-3.5z"),
    STOP("M6 6h12v12H6z"),
    CPU(
            "M7 5.5h10A1.5 1.5 0 0 1 18.5 7v10a1.5 1.5 0 0 1-1.5 1.5H7A1.5 1.5 0 0 1 5.5 17V7A1.5 1.5 0 0 1 7 5.5z M9.5 9.5h5v5h-5z M9 2.5v3 M15 2.5v3 M9 18.5v3 M15 18.5v3 M2.5 9h3 M2.5 15h3 M18.5 9h3 M18.5 15h3"),
    MEMORY(
            "M3.5 14h17v4.5A1.5 1.5 0 0 1 19 20H5a1.5 1.5 0 0 1-1.5-1.5z M3.5 14L6.3 5a1.5 1.5 0 0 1 1.4-1h8.6a1.5 1.5 0 0 1 1.4 1l2.8 9 M7 17h.4 M10.5 17h.4"),
    BOLT("M13.5 2.5L4.5 13.5H11l-1 8 9.5-11.5H13z"),
    DATABASE(
            "M4 5.5a8 2.8 0 1 0 16 0a8 2.8 0 1 0-16 0z M4 5.5v13c0 1.6 3.6 2.8 8 2.8s8-1.2 8-2.8v-13 M4 12c0 1.6 3.6 2.8 8 2.8s8-1.2 8-2.8"),
    PALETTE(
            "M12 3a9 9 0 1 0 0 18c1.3 0 2-.8 2-1.8 0-1.4-1.2-1.7-1.2-2.9 0-.9.7-1.5 1.7-1.5H17a4 4 0 0 0 4-4C21 6.4 17 3 12 3z M7.5 11.5v.4 M10.5 7.5v.4 M15 7.5v.4"),
    HISTORY("M3.5 4v5h5 M3.9 9A9 9 0 1 1 3 12.5 M12 7.5V12.5l3.5 2"),
    TERMINAL("M4 17l6-5.5L4 6 M12.5 18.5H20.5"),
    COPY(
            "M9.5 8h9A1.5 1.5 0 0 1 20 9.5v9a1.5 1.5 0 0 1-1.5 1.5h-9A1.5 1.5 0 0 1 8 18.5v-9A1.5 1.5 0 0 1 9.5 8z M4.5 16A1.5 1.5 0 0 1 3.5 14.5V5A1.5 1.5 0 0 1 5 3.5h9.5A1.5 1.5 0 0 1 16 4.5"),
    FILE("M6 2.5h8.5L19.5 7.5V20A1.5 1.5 0 0 1 18 21.5H6A1.5 1.5 0 0 1 4.5 20V4A1.5 1.5 0 0 1 6 2.5z M14 2.5V8h5.5"),
    SETTINGS(
            "M3.5 6.5h9 M18.5 6.5h2 M3.5 17.5h2 M11.5 17.5h9 M12.5 6.5a3 3 0 1 0 6 0a3 3 0 1 0-6 0z M5.5 17.5a3 3 0 1 0 6 0a3 3 0 1 0-6 0z"),
    LOCK(
            "M6.5 10.5h11A1.5 1.5 0 0 1 19 12v7a1.5 1.5 0 0 1-1.5 1.5h-11A1.5 1.5 0 0 1 5 19v-7a1.5 1.5 0 0 1 1.5-1.5z M8 10.5V7.5a4 4 0 0 1 8 0v3"),
    LINK(
            "M10 14a4.2 4.2 0 0 0 6 0l3.5-3.5a4.2 4.2 0 0 0-6-6L12 6 M14 10a4.2 4.2 0 0 0-6 0L4.5 13.5a4.2 4.2 0 0 0 6 6L12 18"),
    EYE("M2 12s3.5-7 10-7 10 7 10 7-3.5 7-10 7S2 12 2 12z M9 12a3 3 0 1 0 6 0a3 3 0 1 0-6 0z"),
    EDIT("M4 20l1-4.5L16.5 4a1.8 1.8 0 0 1 2.5 0l1 1a1.8 1.8 0 0 1 0 2.5L8.5 19z"),
    TRASH("M4 6.5h16 M9 6.5V4h6v2.5 M6 6.5l1 14h10l1-14"),
    SELECT_BOX(
            "M3.5 7V5A1.5 1.5 0 0 1 5 3.5h2 M10.5 3.5h3 M17 3.5h2A1.5 1.5 0 0 1 20.5 5v2 M3.5 10.5v3 M3.5 17v2A1.5 1.5 0 0 0 5 20.5h2 M20.5 10.5v1 M10.5 20.5h1 M12 12l8.5 3.2-3.8 1.5-1.5 3.8z"),
    MORE("M5 12h.4 M12 12h.4 M19 12h.4");

    private static final double GRID = 24;

    private final String path;

    Icon(String path) {
        this.path = path;
    }

    /// The outline on a 24 x 24 grid as SVG path data.
    public String path() {
        return path;
    }

    /// A node of exactly `size` x `size` px showing this icon; its style classes are `icon` and `icon-<name>`.
    public Region at(double size) {
        SVGPath outline = new SVGPath();
        outline.setContent(path);
        outline.getStyleClass().add("icon-outline");
        outline.getTransforms().add(new Scale(size / GRID, size / GRID));
        Rectangle frame = new Rectangle(size, size);
        frame.setFill(null);
        StackPane pane = new StackPane(new Group(frame, outline));
        pane.getStyleClass().addAll("icon", "icon-" + name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'));
        pane.setMinSize(size, size);
        pane.setPrefSize(size, size);
        pane.setMaxSize(size, size);
        pane.setMouseTransparent(true);
        return pane;
    }

    /// Whether the outline stays inside the grid with room for half a stroke; the icon test asks it.
    boolean fitsGrid() {
        SVGPath outline = new SVGPath();
        outline.setContent(path);
        Bounds bounds = outline.getBoundsInLocal();
        return bounds.getMinX() >= 1 && bounds.getMinY() >= 1 && bounds.getMaxX() <= 23 && bounds.getMaxY() <= 23;
    }
}
