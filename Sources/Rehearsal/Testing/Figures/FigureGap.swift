public import Reports
import Telephony
public import Transcripts

/// A figure that came out otherwise than a transcript says.
public struct FigureGap: Hashable, Sendable {
    /// What the transcript says.
    public var expected: Transcript.Expectation
    /// The figure.
    public var figure: Figure
    /// What came out.
    public var cell: Report.Cell

    /// Describes a gap.
    public init(expected: Transcript.Expectation, figure: Figure, cell: Report.Cell) {
        self.expected = expected
        self.figure = figure
        self.cell = cell
    }

    /// What came out, with as many decimals as were written: `50.00, 1 of 2`.
    private var heard: String {
        guard let value = cell.value else { return "n/a" }
        let text = expected.value?.rounded(value)?.description ?? figure.text(of: value)
        guard cell.fraction.denominator > 0 else { return text }
        return "\(text), \(figure.text(numerator: cell.fraction)) of "
            + figure.text(denominator: cell.fraction)
    }

    /// What is wrong, in one sentence.
    private var reason: String {
        cell.value == nil
            ? "\(figure.key) has nothing to divide by, and so no value: n/a"
            : "the figure is another"
    }
}

extension FigureGap: CustomStringConvertible {
    private var wanted: String {
        "\(expected.question) = \(expected.value?.description ?? "n/a")"
    }

    /// What was expected and what came out, on one line.
    var summary: String { "\(reason): expected \(wanted), came out \(heard)" }

    /// What was expected beside what came out, and the formula.
    public var description: String {
        let formula = figure.definition.formula
        return """
            \(expected.position.map { "\($0): " } ?? "")error: \(reason)
              expected  \(wanted)
              came out  \(heard)
              formula   \(formula)
            """
    }
}
