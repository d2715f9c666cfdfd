package dev.secateur.views.method;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;

import dev.secateur.engine.compress.Applicability;
import dev.secateur.engine.compress.Method;
import dev.secateur.engine.compress.MethodInfo;
import dev.secateur.engine.compress.MethodResult;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.session.Version;
import dev.secateur.views.form.FormModel;
import dev.secateur.views.session.RunningJob;
import dev.secateur.views.session.Selection;
import dev.secateur.views.session.SessionModel;
import dev.secateur.views.session.Suitability;
import dev.secateur.views.text.ReportText;

/// Which method is chosen, how it is configured, and whether it can be applied to the present.
public final class MethodsViewModel {

    private final SessionModel session;
    private final List<Method<?>> methods;
    private final ObjectProperty<@Nullable Method<?>> chosen = new SimpleObjectProperty<>();
    private final ReadOnlyObjectWrapper<@Nullable FormModel<?>> form = new ReadOnlyObjectWrapper<>();
    private final Suitability suitability;
    private final ReadOnlyBooleanWrapper applying = new ReadOnlyBooleanWrapper();

    /// @param methods all that are offered, in their order
    public MethodsViewModel(SessionModel session, List<Method<?>> methods) {
        this.session = session;
        this.suitability = new Suitability(session);
        this.methods = List.copyOf(methods);
        chosen.addListener((o, was, is) -> choose(is));
        session.presentProperty().addListener(o -> ask());
        if (!methods.isEmpty()) {
            chosen.set(methods.getFirst());
        }
    }

    public List<Method<?>> methods() {
        return methods;
    }

    public ObjectProperty<@Nullable Method<?>> chosenProperty() {
        return chosen;
    }

    /// The form of the chosen method.
    public ReadOnlyObjectProperty<@Nullable FormModel<?>> formProperty() {
        return form.getReadOnlyProperty();
    }

    /// Whether the method can work as configured; null while that is not known, or no model is open.
    public ReadOnlyObjectProperty<@Nullable Applicability> applicabilityProperty() {
        return suitability.answerProperty();
    }

    /// True while a method is at work that was started here.
    public ReadOnlyBooleanProperty applyingProperty() {
        return applying.getReadOnlyProperty();
    }

    /// What the method that made the present version tells of it, a line each; empty for a version that no method made.
    public List<String> told() {
        Version now = session.present();
        MethodResult result = now == null ? null : session.resultOf(now);
        return result == null ? List.of() : ReportText.lines(result.report());
    }

    /// The version that is shown.
    public ReadOnlyObjectProperty<@Nullable Version> presentProperty() {
        return session.presentProperty();
    }

    /// What the chosen method cannot work without, for people: `labelled data, training`; empty if nothing.
    public String needs() {
        Method<?> method = chosen.get();
        Set<MethodInfo.Need> needs = method == null ? Set.of() : method.info().needs();
        return needs.stream().sorted().map(n -> switch (n) {
            case DATA -> "samples";
            case LABELS -> "labelled data";
            case TRAINING -> "training";
            case BATCH_NORMALISATION -> "batch normalisation that was not folded away";
        }).collect(Collectors.joining(", "));
    }

    private void choose(@Nullable Method<?> method) {
        form.set(method == null ? null : formOf(method));
        ask();
    }

    private <C extends Record> FormModel<C> formOf(Method<C> method) {
        FormModel<C> made = new FormModel<>(method.defaults());
        made.configProperty().addListener(o -> ask());
        return made;
    }

    private void ask() {
        Method<?> method = chosen.get();
        FormModel<?> edited = form.get();
        Record config = edited == null ? null : edited.configProperty().get();
        if (method == null || config == null) {
            suitability.forget();
        } else {
            suitability.ask(method, config);
        }
    }

    /// Applies the chosen method to the present, if it can.
    public void apply() {
        Method<?> method = chosen.get();
        FormModel<?> edited = form.get();
        Record config = edited == null ? null : edited.configProperty().get();
        if (method == null || config == null || !(suitability.answerProperty().get() instanceof Applicability.Yes)) {
            return;
        }
        RunningJob job = session.apply(method.info().id(), config, method.info().title());
        applying.set(job.isAlive());
        job.stateProperty().addListener(o -> applying.set(job.isAlive()));
    }

    /// Selects the nodes that stand in the way.
    public void showNodes(Applicability.No refusal) {
        session.select(Selection.ofNodes(refusal.nodes().stream().map(Node::id).collect(Collectors.toSet())));
    }
}
