package dev.secateur.views.job;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import javafx.beans.InvalidationListener;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.control.Tooltip;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import dev.secateur.views.component.PaneHeader;
import dev.secateur.views.session.JobBoard;
import dev.secateur.views.session.RunningJob;
import dev.secateur.views.text.Figures;
import dev.secateur.views.theme.Icon;

/// All jobs, the running ones first: what came of each, how long it took, and what it told of itself.
public final class JobsPane extends VBox {

    private static final double WIDTH = 560;
    private static final double HEIGHT = 420;
    private static final double LOG_ROWS = 7;

    private final JobBoard jobs;
    private final PaneHeader header = new PaneHeader("Jobs");
    private final ListView<RunningJob> list = new ListView<>();
    private final TextArea log = new TextArea();

    public JobsPane(JobBoard jobs) {
        this.jobs = jobs;
        setId("jobs-pane");
        getStyleClass().addAll("jobs-pane", "floating");
        getStylesheets().add(JobsStrip.stylesheet());
        setPrefSize(WIDTH, HEIGHT);
        setMaxSize(WIDTH, HEIGHT);
        Button close = new Button(null, Icon.X.at(14));
        close.getStyleClass().addAll("icon-button", "small");
        close.setAccessibleText("Close the list of jobs");
        close.setTooltip(new Tooltip("Close (Esc)"));
        close.setOnAction(e -> setVisible(false));
        header.options().add(close);
        list.setId("jobs-list");
        list.setAccessibleText("Jobs");
        list.setCellFactory(l -> new JobCell());
        list.setPlaceholder(new Label("No job has run yet."));
        VBox.setVgrow(list, Priority.ALWAYS);
        log.setId("job-log");
        log.setEditable(false);
        log.setPrefRowCount((int) LOG_ROWS);
        log.setMinHeight(USE_PREF_SIZE);
        log.getStyleClass().add("job-log");
        log.setAccessibleText("What the job told of itself");
        getChildren().addAll(header, list, log, footer());
        InvalidationListener news = o -> showLog(list.getSelectionModel().getSelectedItem());
        list.getSelectionModel().selectedItemProperty().addListener((o, was, is) -> {
            if (was != null) {
                was.textProperty().removeListener(news);
            }
            if (is != null) {
                is.textProperty().addListener(news);
            }
            showLog(is);
        });
        setVisible(false);
        visibleProperty().addListener(o -> fill());
        jobs.running().addListener((ListChangeListener<RunningJob>) c -> fill());
        jobs.ended().addListener((ListChangeListener<RunningJob>) c -> fill());
    }

    private HBox footer() {
        Button copy = new Button("Copy log", Icon.COPY.at(14));
        copy.setId("copy-log");
        copy.getStyleClass().add("small");
        copy.disableProperty().bind(list.getSelectionModel().selectedItemProperty().isNull());
        copy.setOnAction(e -> {
            ClipboardContent content = new ClipboardContent();
            content.putString(log.getText());
            Clipboard.getSystemClipboard().setContent(content);
        });
        HBox footer = new HBox(copy);
        footer.setAlignment(Pos.CENTER_RIGHT);
        footer.getStyleClass().add("jobs-footer");
        return footer;
    }

    /// Shows one job with its log; it is in the list a moment after it has ended.
    public void show(RunningJob job) {
        setVisible(true);
        fill();
        if (list.getItems().contains(job)) {
            list.getSelectionModel().select(job);
            list.scrollTo(job);
        }
    }

    /// Nothing is kept up to date while nobody looks.
    private void fill() {
        if (!isVisible()) {
            return;
        }
        RunningJob selected = list.getSelectionModel().getSelectedItem();
        List<RunningJob> shown = new ArrayList<>(jobs.running().reversed());
        shown.addAll(jobs.ended());
        list.getItems().setAll(shown);
        if (selected != null && shown.contains(selected)) {
            list.getSelectionModel().select(selected);
        } else if (!shown.isEmpty()) {
            list.getSelectionModel().selectFirst();
        }
        header.factProperty().set(Figures.plural(jobs.ended().size(), "job") + " finished"
                + (jobs.running().isEmpty() ? "" : " · " + jobs.running().size() + " running or waiting"));
        showLog(list.getSelectionModel().getSelectedItem());
    }

    private void showLog(@Nullable RunningJob job) {
        ObservableList<RunningJob> items = list.getItems();
        log.setText(job == null || items.isEmpty() ? "" : log(job));
        log.setScrollTop(Double.MAX_VALUE);
    }

    static String log(RunningJob job) {
        String lines = job.log().stream().map(l -> String.format(Locale.ROOT, "%8s  %s", seconds(l.after()), l.text()))
                .collect(Collectors.joining("\n"));
        return job.title() + (lines.isEmpty() ? "" : "\n" + lines);
    }

    static String seconds(Duration duration) {
        double seconds = duration.toMillis() / 1000.0;
        return seconds < 60
                ? Figures.decimal(seconds, seconds < 10 ? 2 : 1) + " s"
                : duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
    }

    /// A region that takes what room is left.
    static Region gap() {
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        return gap;
    }
}
