package dev.secateur.app.window;

import javafx.beans.property.ObjectProperty;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.problem.Problem;
import dev.secateur.views.component.ErrorBanner;

/// Shows the last problem above the graph until it is dismissed; of no height while there is none.
final class ProblemBanner extends VBox {

    private final ObjectProperty<@Nullable Problem> problem;

    ProblemBanner(ObjectProperty<@Nullable Problem> problem) {
        this.problem = problem;
        setId("banner");
        problem.addListener((o, was, is) -> show(is));
        show(problem.get());
    }

    private void show(@Nullable Problem met) {
        getChildren().clear();
        if (met != null) {
            ErrorBanner banner = new ErrorBanner(sentence(met.what() + ": " + met.why()), sentence(met.hint()),
                    met.sentence()).onClose(() -> problem.set(null));
            getChildren().add(met.where().isEmpty() ? banner : banner.at(met.where()));
        }
    }

    private static String sentence(String clause) {
        return clause.isEmpty() ? "" : Character.toUpperCase(clause.charAt(0)) + clause.substring(1);
    }
}
