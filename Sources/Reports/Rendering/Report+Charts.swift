import Telephony

extension Report {
    /// The charts that have something to show.
    func charts(in language: ReportLanguage) -> [BarChart] {
        var charts: [BarChart] = []
        if !calendar.isEmpty {
            charts.append(serviceLevelChart(in: language))
            charts.append(callsChart(in: language))
        }
        if answeredWaits.total + abandonedWaits.total > 0 {
            charts.append(waitsChart(in: language))
        }
        if !menu.isEmpty { charts.append(menuChart(in: language)) }
        return charts
    }

    private func serviceLevelChart(in language: ReportLanguage) -> BarChart {
        let figure = question.serviceLevel
        let name = figure.name(in: language)
        let bars = (0..<24).map { hour in
            let value = figure.value(of: calendar.everyDay(hour: hour).inTime)
            let label = "\(hour.padded(2)) h"
            return BarChart.Bar(
                label: label, parts: [value ?? 0], told: "\(label): \(figure.text(of: value))")
        }
        return BarChart(
            title: language.choose("Niveau de service selon l'heure", "Service level by hour"),
            description: language.choose(
                "Pour chaque heure de la journée : \(name), en %.",
                "For each hour of the day: \(name), in %."),
            legend: [name], bars: bars, top: 100)
    }

    private func callsChart(in language: ReportLanguage) -> BarChart {
        let bars = (0..<24).map { hour in
            let calls = calendar.everyDay(hour: hour).calls
            let label = "\(hour.padded(2)) h"
            return BarChart.Bar(label: label, parts: [Double(calls)], told: "\(label): \(calls)")
        }
        return BarChart(
            title: language.choose("Appels selon l'heure", "Calls by hour"),
            description: language.choose(
                "Pour chaque heure de la journée, le nombre d'appels.",
                "For each hour of the day, the number of calls."),
            legend: [language.choose("appels", "calls")], bars: bars)
    }

    private func waitsChart(in language: ReportLanguage) -> BarChart {
        let step = 10
        let last = 120
        let bars = stride(from: step, through: last + step, by: step).map { end in
            func count(_ waits: WaitHistogram) -> Int {
                end > last
                    ? waits.count(above: last)
                    : waits.count(atMost: end)
                        - (end == step ? 0 : waits.count(atMost: end - step))
            }
            let answered = count(answeredWaits)
            let abandoned = count(abandonedWaits)
            let label = end > last ? "> \(last) s" : "\(end) s"
            return BarChart.Bar(
                label: label, parts: [Double(answered), Double(abandoned)],
                told: language.choose(
                    "jusqu'à \(label) : \(answered) décrochés, \(abandoned) abandons",
                    "up to \(label): \(answered) answered, \(abandoned) abandoned"))
        }
        return BarChart(
            title: language.choose("Durées d'attente", "Waits"),
            description: language.choose(
                "Décrochés et abandons selon la durée d'attente, par tranches de 10 s.",
                "Answers and abandons by length of wait, in steps of 10 s."),
            legend: [
                language.choose("décrochés", "answered"), language.choose("abandons", "abandoned"),
            ], bars: bars)
    }

    /// The steps with the most passages; the table has all of them.
    private func menuChart(in language: ReportLanguage) -> BarChart {
        BarChart(
            title: language.choose("Abandons dans les menus", "Drop-off in the menus"),
            description: language.choose(
                "Pour chaque étape, ceux qui continuent et ceux qui raccrochent.",
                "For each step, those who go on and those who hang up."),
            legend: [
                language.choose("continuent", "go on"), language.choose("raccrochent", "hang up"),
            ],
            bars: menu.prefix(12).map { step in
                BarChart.Bar(
                    label: String((step.name.split(separator: "/").last ?? "").prefix(16)),
                    parts: [Double(step.entered - step.hungUp), Double(step.hungUp)],
                    told: "\(step.name): \(step.entered - step.hungUp) + \(step.hungUp)")
            })
    }
}
