package dev.secateur.app.window;

import java.nio.file.Path;
import java.util.List;
import javafx.beans.binding.Bindings;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;

import org.jspecify.annotations.Nullable;

import dev.secateur.views.job.JobNews;
import dev.secateur.views.session.RunningJob;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.theme.Icon;

/// The open models side by side at the top of the window; of no height while there is one.
final class ModelTabs extends HBox {

    private static final double ICON = 12;

    private final ModelHost host;

    /// What the tabs ask for beside what models ask of their window.
    interface Choice {
        void show(WorkbenchWindow window);

        void close(WorkbenchWindow window);
    }

    private final Choice choice;

    ModelTabs(ModelHost host, Choice choice) {
        this.host = host;
        this.choice = choice;
        setId("model-tabs");
        getStyleClass().add("model-tabs");
        setAlignment(Pos.CENTER_LEFT);
        setMinWidth(0);
        setVisible(false);
        setManaged(false);
    }

    /// Shows these, the current one pressed.
    void show(List<WorkbenchWindow> windows, WorkbenchWindow current) {
        getChildren().clear();
        ToggleGroup group = new ToggleGroup();
        for (WorkbenchWindow window : windows) {
            getChildren().add(tab(window, window == current, group));
        }
        Button more = new Button(null, Icon.PLUS.at(ICON));
        more.setId("model-tab-new");
        more.getStyleClass().addAll("icon-button", "small");
        more.setTooltip(new Tooltip("Open another model"));
        more.setAccessibleText("Open another model");
        more.setOnAction(e -> host.startPage());
        getChildren().add(more);
        setVisible(windows.size() > 1);
        setManaged(windows.size() > 1);
    }

    private HBox tab(WorkbenchWindow window, boolean current, ToggleGroup group) {
        SessionModel session = window.model().session();
        ToggleButton head = new ToggleButton();
        head.getStyleClass().addAll("small", "model-tab");
        head.setToggleGroup(group);
        head.setSelected(current);
        head.setMnemonicParsing(false);
        head.textProperty()
                .bind(Bindings.createStringBinding(() -> name(session.source()), session.sourceProperty()));
        head.setOnAction(e -> {
            head.setSelected(true);
            choice.show(window);
        });
        if (!current) {
            JobNews.follow(session.jobs(), job -> {
                head.setGraphic((job.state() == RunningJob.State.DONE ? Icon.CHECK_CIRCLE : Icon.ERROR).at(ICON));
                head.setTooltip(new Tooltip(JobNews.sentence(job)));
                head.setAccessibleHelp(JobNews.sentence(job));
            });
        }
        Button close = new Button(null, Icon.X.at(10));
        close.getStyleClass().addAll("icon-button", "small", "model-tab-close");
        close.setTooltip(new Tooltip("Close (Ctrl+W)"));
        close.accessibleTextProperty().bind(head.textProperty().map(t -> "Close " + t));
        close.setOnAction(e -> choice.close(window));
        HBox tab = new HBox(head, close);
        tab.setAlignment(Pos.CENTER_LEFT);
        return tab;
    }

    private static String name(@Nullable Path source) {
        return source == null ? "Start" : String.valueOf(source.getFileName());
    }
}
