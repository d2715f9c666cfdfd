package dev.secateur.app.window;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.event.EventTarget;
import javafx.geometry.Orientation;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.SplitPane;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;

import dev.secateur.app.settings.WindowSettings;

/// The panels around the graph: left model and versions, right inspector and depth, below the layer table. Each can be
/// closed; sizes are kept in px while the window changes. Where the window is narrow, the right panel lies over the graph
/// and is closed until it is asked for.
final class Panels extends StackPane {

    /// Below this the right panel would take the graph's room; the window is 1280 wide then, less the rail.
    private static final double NARROW = 1240;

    private static final double LEFT_LEAST = 200;
    private static final double LEFT_MOST = 400;
    private static final double RIGHT_LEAST = 320;
    private static final double RIGHT_MOST = 480;
    private static final double CENTRE_LEAST = 320;
    private static final double GRAPH_LEAST = 160;
    private static final double TABLE_LEAST = 92;
    private static final double HEADER = 120;

    private final Parts parts;
    private final SplitPane across = new SplitPane();
    private final SplitPane left;
    private final SplitPane centre;
    private final Region right;
    private final Region table;
    private final BooleanProperty leftOpen;
    private final BooleanProperty rightOpen;
    private final BooleanProperty tableOpen;
    private double leftWidth;
    private double rightWidth;
    private double tableHeight;
    private double versionsHeight;
    private boolean narrow;
    private boolean alone;
    private boolean openWhenWide;
    private double placedWidth;
    private double placedHeight;

    /// The views that are arranged.
    record Parts(Region tree, Region versions, Region graph, Region table, Region right) {}

    Panels(Parts parts, WindowSettings remembered) {
        this.parts = parts;
        setId("panels");
        setMinSize(0, 0);
        getChildren().add(across);
        left = new SplitPane(parts.tree(), parts.versions());
        left.setOrientation(Orientation.VERTICAL);
        left.setMinWidth(LEFT_LEAST);
        left.setMaxWidth(LEFT_MOST);
        parts.versions().setMinHeight(HEADER);
        SplitPane.setResizableWithParent(parts.versions(), false);
        centre = new SplitPane(parts.graph());
        centre.setOrientation(Orientation.VERTICAL);
        centre.setMinWidth(CENTRE_LEAST);
        parts.graph().setMinHeight(GRAPH_LEAST);
        table = parts.table();
        table.setMinHeight(TABLE_LEAST);
        SplitPane.setResizableWithParent(table, false);
        right = parts.right();
        right.setMinWidth(RIGHT_LEAST);
        right.setMaxWidth(RIGHT_MOST);
        SplitPane.setResizableWithParent(left, false);
        SplitPane.setResizableWithParent(right, false);
        leftWidth = remembered.left();
        rightWidth = remembered.right();
        tableHeight = remembered.bottom();
        versionsHeight = remembered.versions();
        leftOpen = new SimpleBooleanProperty(remembered.leftOpen());
        rightOpen = new SimpleBooleanProperty(remembered.rightOpen());
        tableOpen = new SimpleBooleanProperty(remembered.bottomOpen());
        openWhenWide = remembered.rightOpen();
        // Only what the user dragged is measured: a panel is a divider's half smaller than it was placed, and would shrink a little each time.
        across.addEventFilter(MouseEvent.MOUSE_RELEASED, event -> {
            if (isDivider(event.getTarget())) {
                measure();
            }
        });
        List.of(leftOpen, rightOpen, tableOpen).forEach(p -> p.addListener(o -> rearrange()));
        arrange();
    }

    @Override
    protected void setWidth(double width) {
        super.setWidth(width);
        boolean now = width > 0 && width < NARROW;
        if (now != narrow) {
            narrow = now;
            if (now) {
                openWhenWide = rightOpen.get();
            }
            rightOpen.set(!now && openWhenWide);
            arrange();
        }
    }

    /// Panels keep their sizes in px whatever becomes of the window, also before it was first shown in its final size.
    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        if (getWidth() != placedWidth || getHeight() != placedHeight) {
            placedWidth = getWidth();
            placedHeight = getHeight();
            across.layout();
            place();
            across.layout();
        }
    }

    /// What is arranged, in the order in which the keyboard goes through it.
    List<Parent> panes() {
        return List.of(parts.tree(), parts.versions(), parts.graph(), parts.table(), parts.right());
    }

    BooleanProperty leftOpenProperty() {
        return leftOpen;
    }

    BooleanProperty rightOpenProperty() {
        return rightOpen;
    }

    BooleanProperty tableOpenProperty() {
        return tableOpen;
    }

    /// Hides the right panel and the table while the middle shows a view that brings its own; whether they are open stays as it is.
    void setAlone(boolean now) {
        if (alone != now) {
            alone = now;
            arrange();
            applyCss();
            layout();
            place();
        }
    }

    private boolean showsRight() {
        return rightOpen.get() && !alone;
    }

    private boolean showsTable() {
        return tableOpen.get() && !alone;
    }

    /// Sizes and open panels, for the next start.
    WindowSettings remember(double width, double height, boolean maximised) {
        return new WindowSettings(width, height, maximised, leftWidth, rightWidth, tableHeight, versionsHeight,
                leftOpen.get(), narrow ? openWhenWide : rightOpen.get(), tableOpen.get());
    }

    private void rearrange() {
        arrange();
        applyCss();
        layout();
        place();
    }

    private static boolean isDivider(EventTarget target) {
        return target instanceof Node node && (node.getStyleClass().contains("split-pane-divider")
                || node.getParent() != null && node.getParent().getStyleClass().contains("split-pane-divider"));
    }

    /// Reads the sizes that the user gave the panels that are open now.
    private void measure() {
        if (across.getItems().contains(left) && left.getWidth() > 0) {
            leftWidth = left.getWidth();
            Node versions = left.getItems().getLast();
            versionsHeight = versions.getLayoutBounds().getHeight();
        }
        if (across.getItems().contains(right) && right.getWidth() > 0) {
            rightWidth = right.getWidth();
        }
        if (centre.getItems().contains(table) && table.getHeight() > 0) {
            tableHeight = table.getHeight();
        }
    }

    private void arrange() {
        List<Node> columns = new ArrayList<>();
        if (leftOpen.get()) {
            columns.add(left);
        }
        columns.add(centre);
        if (showsRight() && !narrow) {
            columns.add(right);
        }
        getChildren().remove(right);
        if (!across.getItems().equals(columns)) {
            across.getItems().setAll(columns);
        }
        if (showsRight() && narrow) {
            layOver();
        } else {
            right.getStyleClass().remove("over");
            right.setMaxWidth(RIGHT_MOST);
        }
        if (showsTable() != centre.getItems().contains(table)) {
            if (showsTable()) {
                centre.getItems().add(table);
            } else {
                centre.getItems().remove(table);
            }
        }
    }

    private void layOver() {
        right.getStyleClass().add("over");
        right.setPrefWidth(rightWidth);
        right.setMaxWidth(USE_PREF_SIZE);
        setAlignment(right, Pos.CENTER_RIGHT);
        getChildren().add(right);
    }

    /// Puts the dividers where the sizes say; to be called once the window has its size.
    void place() {
        double width = getWidth();
        double height = getHeight();
        if (width <= 0 || height <= 0) {
            return;
        }
        int divider = 0;
        if (leftOpen.get()) {
            across.setDividerPosition(divider++, leftWidth / width);
            left.setDividerPosition(0, Math.max(0.5, 1 - versionsHeight / height));
        }
        if (showsRight() && !narrow) {
            across.setDividerPosition(divider, 1 - rightWidth / width);
        }
        if (showsTable()) {
            centre.setDividerPosition(0, Math.max(0.5, 1 - tableHeight / height));
        }
    }
}
