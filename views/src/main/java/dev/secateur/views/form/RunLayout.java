package dev.secateur.views.form;

import java.util.Locale;
import java.util.Objects;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;

/// A method's view: its form at the left, the run in the middle, what came of it at the right. Where there is no room for both sides, form and result
/// share the left one, with a switch above them; a new result comes to the front by itself.
public final class RunLayout extends BorderPane {

    private static final double RESULT_WIDTH = 300;

    /// The narrowest middle whose headings fit beside both sides, px.
    private static final double MIDDLE_WIDTH = 720;

    private final RunForm form;
    private final Region result;
    private final ToggleGroup sides = new ToggleGroup();
    private final ToggleButton told = side("Result", "right-pill");
    private final HBox choice = new HBox(side("Configuration", "left-pill"), told);
    private final BorderPane left = new BorderPane();
    private boolean hasResult;

    /// @param result 300 px wide where it has a side of its own
    public RunLayout(RunForm form, Region result) {
        this.form = form;
        this.result = result;
        result.setPrefWidth(RESULT_WIDTH);
        result.setMinWidth(RESULT_WIDTH);
        choice.getStyleClass().add("run-sides");
        told.setSelected(true);
        sides.selectedToggleProperty().addListener((o, was, is) -> {
            if (is == null) {
                sides.selectToggle(was);
            } else {
                arrange();
            }
        });
        getStylesheets().add(Objects.requireNonNull(RunLayout.class.getResource("run.css")).toExternalForm());
        setLeft(left);
        arrange();
        widthProperty().addListener(o -> arrange());
    }

    private ToggleButton side(String title, String style) {
        ToggleButton button = new ToggleButton(title);
        button.setId("run-side-" + title.toLowerCase(Locale.ROOT));
        button.getStyleClass().addAll("small", style);
        button.setToggleGroup(sides);
        button.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(button, Priority.ALWAYS);
        return button;
    }

    /// Shows the middle, and the result if there is one.
    ///
    /// @param middle shrinks as far as it has to
    public void show(Region middle, boolean withResult) {
        middle.setMinWidth(0);
        setCenter(middle);
        if (withResult && !hasResult) {
            told.setSelected(true);
        }
        hasResult = withResult;
        arrange();
    }

    private void arrange() {
        boolean both = getWidth() >= form.getMinWidth() + MIDDLE_WIDTH + RESULT_WIDTH;
        boolean shared = hasResult && !both;
        if (shared) {
            setRight(null);
        }
        left.setTop(shared ? choice : null);
        left.setCenter(shared && told.isSelected() ? result : form);
        setRight(hasResult && both ? result : null);
    }
}
