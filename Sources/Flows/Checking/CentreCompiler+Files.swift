import Telephony

extension CentreCompiler {
    mutating func voices(_ fields: Fields) -> [LanguageTag: Centre.Voice] {
        var voices: [LanguageTag: Centre.Voice] = [:]
        for entry in fields.mapping(.voices) {
            let written = Fields(entry.value)
            let program = written.list(.program).map(\.text)
            if let voice = written.scalar(.voice) { check(voice) }
            voices[LanguageTag(rawValue: entry.key.text)] =
                program.isEmpty
                ? .builtIn(
                    voice: written.text(.voice), wordsPerMinute: written.integer(.wordsPerMinute),
                    pitch: written.integer(.pitch))
                : .program(program)
        }
        return voices
    }

    private mutating func check(_ voice: YAMLScalar) {
        guard !voice.text.hasPrefix("mb/"), !voice.text.hasPrefix("mb-") else {
            return add(
                .mbrolaVoice, "‘\(voice.text.shortened)’ needs mbrola, which Allo does without",
                at: voice)
        }
        guard let known = files.resources.voices else { return }
        // A variant follows a plus: fr+f2.
        let name = voice.text.prefix { $0 != "+" }
        guard !known.contains(String(name)), !known.contains(voice.text) else { return }
        add(
            .unknownVoice, "there is no voice ‘\(voice.text.shortened)’", at: voice,
            suggestion: Spelling.suggestion(for: String(name), among: known))
    }

    mutating func music(_ fields: Fields) -> [String: Centre.Music] {
        var music: [String: Centre.Music] = [:]
        for entry in fields.mapping(.music) {
            let written = Fields(entry.value)
            if let piece = written.scalar(.piece) {
                if let known = files.resources.pieces, !known.contains(piece.text) {
                    add(
                        .unknownMusic, "Allo has no piece ‘\(piece.text.shortened)’", at: piece,
                        suggestion: Spelling.suggestion(for: piece.text, among: known))
                }
                music[entry.key.text] = .synthesised(piece.text)
            } else if let file = written.scalar(.file) {
                if let known = files.resources.soundFiles, !known.contains(file.text) {
                    add(
                        .missingFile, "there is no file ‘\(file.text.shortened)’", at: file,
                        suggestion: Spelling.suggestion(for: file.text, among: known.sorted()))
                }
                if written.text(.licence) == nil {
                    add(
                        .musicWithoutLicence,
                        "the music ‘\(entry.key.text.shortened)’ has no note on its licence",
                        at: entry.key)
                }
                music[entry.key.text] = .file(file.text, licence: written.text(.licence) ?? "")
            }
        }
        return music
    }

    mutating func calendars(_ fields: Fields, _ centre: Centre) -> [String: Centre.Calendar] {
        var calendars: [String: Centre.Calendar] = [:]
        for entry in fields.mapping(.calendars) {
            let written = Fields(entry.value)
            var zone = centre.zone
            if let name = written.scalar(.timeZone) {
                if let rules = files.resources.timeZone(name.text) {
                    zone = rules
                } else {
                    add(
                        .unknownTimeZone, "there is no time zone ‘\(name.text.shortened)’", at: name
                    )
                }
            }
            var hours = OpeningHours(zone: zone.name, weekly: weekly(written))
            hours.exceptions = exceptions(written)
            if let holidays = written.scalar(.holidays) {
                if let calendar = HolidayCalendar(rawValue: holidays.text) {
                    hours.holidays = [calendar]
                } else {
                    let names = HolidayCalendar.allCases.map(\.rawValue)
                    add(
                        .badCalendar,
                        "‘\(holidays.text.shortened)’ is not one of "
                            + names.joined(separator: ", "), at: holidays,
                        suggestion: Spelling.suggestion(for: holidays.text, among: names))
                }
            }
            calendars[entry.key.text] = Centre.Calendar(hours: hours, zone: zone)
        }
        return calendars
    }

    private mutating func weekly(_ fields: Fields) -> [Weekday: [DaySpan]] {
        var weekly: [Weekday: [DaySpan]] = [:]
        for (days, hours) in fields.texts(.open) {
            let spans = spans(hours)
            do throws(SpanError) {
                for day in try SpanParser.weekdays(days.text) {
                    if weekly[day] != nil {
                        add(.badCalendar, "\(day.rawValue) has hours already", at: days)
                    }
                    weekly[day] = spans
                }
            } catch {
                add(error, in: days)
            }
        }
        return weekly
    }

    private mutating func exceptions(_ fields: Fields) -> [CivilDate: [DaySpan]] {
        var exceptions: [CivilDate: [DaySpan]] = [:]
        for (day, hours) in fields.texts(.exceptions) {
            guard let date = CivilDate(day.text) else {
                add(
                    .badCalendar, "‘\(day.text.shortened)’ is no day, as 2026-12-24 is", at: day)
                continue
            }
            exceptions[date] = spans(hours)
        }
        return exceptions
    }

    private mutating func spans(_ hours: YAMLScalar) -> [DaySpan] {
        guard hours.text != "closed" else { return [] }
        do throws(SpanError) {
            return try SpanParser.spans(hours.text)
        } catch {
            add(error, in: hours)
            return []
        }
    }

    private mutating func add(_ error: SpanError, in scalar: YAMLScalar) {
        guard let source = files.centre?.source else { return }
        let place = source.position(of: error.offset, in: scalar)
        var suggestion: String?
        if case .badWeekday(let day) = error.reason {
            suggestion = Spelling.suggestion(for: day, among: Weekday.allCases.map(\.rawValue))
        }
        diagnostics.append(
            Diagnostic(.badCalendar, error.description, at: place, suggestion: suggestion))
    }

    mutating func directories(_ fields: Fields, _ centre: Centre) -> [String: Centre.Directory] {
        var directories: [String: Centre.Directory] = [:]
        for entry in fields.mapping(.directories) {
            let written = Fields(entry.value)
            guard let file = written.scalar(.file) else { continue }
            guard let bytes = files.resources.customerFiles[file.text] else {
                add(
                    .missingFile, "there is no customer file ‘\(file.text.shortened)’", at: file,
                    suggestion: Spelling.suggestion(
                        for: file.text, among: files.resources.customerFiles.keys.sorted()))
                continue
            }
            guard
                let customers = customers(
                    bytes, written.list(.telephone), file, centre.countryCode,
                    directory: entry.key.text)
            else { continue }
            let secrets = written.list(.secret)
            for column in secrets where !customers.columns.contains(column.text) {
                add(
                    .unknownColumn,
                    "the customer file has no column ‘\(column.text.shortened)’", at: column,
                    suggestion: Spelling.suggestion(for: column.text, among: customers.columns))
            }
            directories[entry.key.text] = Centre.Directory(
                file: file.text, customers: customers, secretColumns: Set(secrets.map(\.text)))
        }
        return directories
    }
}
