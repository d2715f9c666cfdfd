package dev.secateur.engine.experiment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.secateur.engine.compress.NearestNames;
import dev.secateur.engine.graph.Graph;
import dev.secateur.engine.graph.Node;
import dev.secateur.engine.graph.Value;
import dev.secateur.engine.problem.ProblemException;
import dev.secateur.engine.shape.Bindings;
import dev.secateur.engine.shape.ShapeInference;
import dev.secateur.engine.shape.Shapes;
import dev.secateur.engine.tensor.DType;
import dev.secateur.engine.tensor.Shape;
import dev.secateur.engine.train.Distillation;

/// Finds the inner values that a network shall learn from its teacher by what people call them.
public final class FeaturePairs {

    private static final String WHAT = "cannot learn from inner values";

    private final Graph student;
    private final Graph teacher;
    private final Shapes ofStudent;
    private final Shapes ofTeacher;

    private FeaturePairs(Graph student, Graph teacher) {
        this.student = student;
        this.teacher = teacher;
        this.ofStudent = ShapeInference.infer(student, Bindings.batch(1));
        this.ofTeacher = ShapeInference.infer(teacher, Bindings.batch(1));
    }

    /// Reads pairs.
    ///
    /// @param student with an open batch
    /// @param teacher likewise
    /// @param texts each `STUDENT=TEACHER`, the names of values or of the nodes that make them; a single name is that of both
    /// @throws ProblemException if a name is unknown, or the extents of two values differ or are not known
    public static List<Distillation.Pair> of(Graph student, Graph teacher, List<String> texts)
            throws ProblemException {
        FeaturePairs pairs = new FeaturePairs(student, teacher);
        List<Distillation.Pair> found = new ArrayList<>();
        for (String text : texts) {
            found.add(pairs.pair(text));
        }
        return found;
    }

    /// `STUDENT=TEACHER`, by the names of the values.
    static String text(Graph student, Distillation distillation, Distillation.Pair pair) {
        return student.name(pair.student()) + "=" + distillation.teacher().name(pair.teacher());
    }

    private Distillation.Pair pair(String text) throws ProblemException {
        int middle = text.indexOf('=');
        String mine = middle < 0 ? text : text.substring(0, middle);
        String other = middle < 0 ? text : text.substring(middle + 1);
        Distillation.Pair pair = new Distillation.Pair(named(student, mine.strip(), "the model"),
                named(teacher, other.strip(), "the teacher"));
        Shape own = ofStudent.shape(pair.student());
        Shape wanted = ofTeacher.shape(pair.teacher());
        if (own == null || wanted == null || !own.isStatic() || !wanted.isStatic()) {
            throw ProblemException.ofSetting(WHAT, text,
                    "the extents are not known: " + display(ofStudent, pair.student())
                            + " in the model, " + display(ofTeacher, pair.teacher()) + " in the teacher",
                    "name other values");
        }
        DType type = ofStudent.type(pair.student()).dtype();
        if (type != null && !type.isFloating()) {
            throw ProblemException.ofSetting(WHAT, text, "it holds whole numbers, through which nothing is learned",
                    "name a value of real numbers");
        }
        if (!own.equals(wanted)) {
            throw ProblemException.ofSetting(WHAT, text, "the model's value is " + display(ofStudent, pair.student())
                    + " and the teacher's " + display(ofTeacher, pair.teacher()),
                    "name values of the same extents, those between blocks that were not cut for instance");
        }
        return pair;
    }

    private static String display(Shapes shapes, Value value) {
        return shapes.type(value).display();
    }

    private static Value named(Graph graph, String name, String which) throws ProblemException {
        Map<String, Value> names = new LinkedHashMap<>();
        List<Node> nodes = graph.nodes().stream()
                .filter(node -> node.outputs().stream().noneMatch(v -> graph.constant(v).isPresent())).toList();
        nodes.forEach(node -> node.outputs().stream().filter(Value::isPresent).findFirst()
                .ifPresent(value -> names.put(graph.name(node), value)));
        nodes.forEach(node -> node.outputs().stream().filter(Value::isPresent)
                .forEach(value -> names.put(graph.name(value), value)));
        Value found = names.get(name);
        if (found == null) {
            throw ProblemException.ofSetting(WHAT, name, "no value or node of " + which + " has this name",
                    NearestNames.hint(name, names.keySet()));
        }
        return found;
    }
}
