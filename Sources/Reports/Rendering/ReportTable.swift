import Telephony

/// Rows and columns of text and numbers, ready to be shown or saved.
public struct ReportTable: Hashable, Sendable {
    /// What stands in a cell.
    public enum Cell: Hashable, Sendable {
        /// A name: it may come from anybody, so it is made harmless wherever it goes.
        case name(String)
        /// A number as it is shown, or `n/a`.
        case number(String)
    }

    /// What the table is about.
    public let caption: String
    /// The heading of each column.
    public let headings: [String]
    /// The rows, each with a cell for every column.
    public let rows: [[Cell]]
    /// What has to be known to read it; empty for nothing.
    public let notes: [String]

    /// Describes a table.
    public init(caption: String, headings: [String], rows: [[Cell]], notes: [String] = []) {
        self.caption = caption
        self.headings = headings
        self.rows = rows
        self.notes = notes
    }
}

extension Report {
    /// The figures as a table.
    ///
    /// - Parameters:
    ///   - language: of the headings.
    ///   - isForPrograms: whether cells are numbers alone: what is provisional is told by a column of
    ///     its own, 1 or 0, in place of a star.
    /// - Returns: the table.
    public func table(
        in language: ReportLanguage, isForPrograms: Bool = false
    ) -> ReportTable {
        let hasNames = question.dimension != .all
        let hasSlots = question.interval != .whole
        var headings: [String] = []
        if hasNames { headings.append(question.dimension.name(in: language)) }
        if hasSlots { headings.append(question.interval.name(in: language)) }
        if headings.isEmpty { headings.append("") }
        func cells(of row: Row, isTotal: Bool) -> [ReportTable.Cell] {
            let totalName = "total"
            var names: [String] = []
            if hasNames { names.append(isTotal ? totalName : row.name) }
            if hasSlots {
                names.append(
                    isTotal
                        ? (hasNames ? "" : totalName) : label(of: row.slot, in: language))
            }
            if names.isEmpty { names.append(totalName) }
            let numbers = zip(question.figures, row.cells).flatMap { figure, cell in
                let text = figure.text(of: cell.value)
                guard isForPrograms else { return [text + (cell.isProvisional ? "*" : "")] }
                return figure.mayBeProvisional ? [text, cell.isProvisional ? "1" : "0"] : [text]
            }
            return names.map(ReportTable.Cell.name) + numbers.map(ReportTable.Cell.number)
        }
        var lines = rows.map { cells(of: $0, isTotal: false) }
        let isWhole = !hasNames && !hasSlots
        if isWhole { lines = [] }
        if totalTellsMore || isWhole { lines.append(cells(of: total, isTotal: true)) }
        return ReportTable(
            caption: language.choose("Indicateurs", "Figures"),
            headings: headings
                + question.figures.flatMap { figure in
                    [figure.heading(in: language)]
                        + (isForPrograms && figure.mayBeProvisional
                            ? [language.choose("provisoire", "provisional")] : [])
                },
            rows: lines, notes: notes(in: language))
    }

    /// The steps of the flows as a table: who came, who hung up, what they pressed.
    public func menuTable(in language: ReportLanguage) -> ReportTable {
        // Only the keys that were pressed anywhere.
        let keys = Tally.Counter.keyNames.indices.filter { key in
            menu.contains { $0.keys[key] > 0 }
        }
        return ReportTable(
            caption: language.choose("Parcours dans les menus", "The way through the menus"),
            headings: [
                language.choose("étape", "step"), language.choose("passages", "entered"),
                language.choose("raccrochés", "hung up"),
                language.choose("abandon (%)", "drop-off (%)"),
                language.choose("sans saisie", "no-input"),
                language.choose("non reconnus", "no-match"),
            ]
                + keys.map {
                    language.choose("touche ", "key ") + Tally.Counter.keyNames[$0]
                },
            rows: menu.map { step in
                let dropOff = Figure.stepDropOff
                let value = dropOff.value(of: Fraction(step.hungUp, of: step.entered))
                return [
                    .name(step.name), .number(String(step.entered)), .number(String(step.hungUp)),
                    .number(dropOff.text(of: value)), .number(String(step.noInputs)),
                    .number(String(step.noMatches)),
                ] + keys.map { .number(String(step.keys[$0])) }
            })
    }

    /// Who calls when as a table: hours down, weekdays across.
    public func calendarTable(in language: ReportLanguage) -> ReportTable {
        let weekdays = 0..<7
        return ReportTable(
            caption: language.choose("Qui appelle quand", "Who calls when"),
            headings: [language.choose("heure", "hour")]
                + weekdays.map { label(weekday: $0, in: language) } + ["total"],
            rows: (0..<24).map { hour in
                let counts = weekdays.map { calendar[weekday: $0, hour: hour].calls }
                return [.name("\(hour.padded(2)):00")] + counts.map { .number(String($0)) }
                    + [.number(String(counts.reduce(0, +)))]
            })
    }

    /// All tables: the figures, then those of the other tables that hold something.
    public func tables(in language: ReportLanguage) -> [ReportTable] {
        [ReportSheet(self, in: language)?.table ?? table(in: language)]
            + (menu.isEmpty ? [] : [menuTable(in: language)])
            + (calendar.isEmpty ? [] : [calendarTable(in: language)])
    }

    private func notes(in language: ReportLanguage) -> [String] {
        let thresholds = question.thresholds
        var notes: [String] = []
        if question.figures.contains(where: \.usesThresholds) {
            notes.append(
                language.choose(
                    "X = \(thresholds.answerWithin) s, abandons courts jusqu'à "
                        + "\(thresholds.shortAbandon) s.",
                    "X = \(thresholds.answerWithin) s, short abandons up to "
                        + "\(thresholds.shortAbandon) s."))
        }
        if (rows + [total]).contains(where: { $0.cells.contains(where: \.isProvisional) }) {
            notes.append(
                language.choose(
                    "* provisoire : l'appelant peut encore rappeler dans les 7 jours.",
                    "* provisional: the caller may yet call again within 7 days."))
        }
        return notes
    }

    func label(of slot: ReportSlot?, in language: ReportLanguage) -> String {
        guard let slot else { return "" }
        guard question.interval == .weekday else { return slot.label }
        return label(weekday: slot.order, in: language)
    }

    private func label(weekday: Int, in language: ReportLanguage) -> String {
        Weekday.allCases[weekday].name(in: language)
    }
}
