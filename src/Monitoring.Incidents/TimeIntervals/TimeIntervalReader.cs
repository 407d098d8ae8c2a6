using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Incidents.Configuration;
using NodaTime;

namespace Monitoring.Incidents.TimeIntervals;

/// <summary>Makes intervals of what is written, and says what is wrong where.</summary>
internal sealed class TimeIntervalReader(string place, List<ConfigurationProblem> problems)
{
    private const int MinutesOfDay = 24 * 60;

    private static readonly string[] Weekdays = ["sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"];

    private static readonly string[] Months =
        ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];

    /// <summary>Reads an interval; fields with problems are as if they were not limited, and must not be used.</summary>
    public TimeInterval Read(TimeIntervalDefinition definition) => new()
    {
        Times = [.. definition.Times.SelectMany((range, index) => ReadTimes(range, index))],
        Weekdays = [.. definition.Weekdays.SelectMany((text, index) => ReadRange($"weekdays[{index}]", text, ReadWeekday))],
        DaysOfMonth = [.. definition.DaysOfMonth.SelectMany((text, index) => ReadRange($"days_of_month[{index}]", text, ReadDay))],
        Months = [.. definition.Months.SelectMany((text, index) => ReadRange($"months[{index}]", text, ReadMonth))],
        Years = [.. definition.Years.SelectMany((text, index) => ReadRange($"years[{index}]", text, ReadYear))],
        Zone = ReadZone(definition.Location),
    };

    private ImmutableArray<NumberRange> ReadTimes(TimeRangeDefinition range, int index)
    {
        var field = $"times[{index}]";
        if (range.StartTime is null || range.EndTime is null)
        {
            return Refuse(field, "both start_time and end_time must be given");
        }

        if (ReadTime(range.StartTime) is not { } start)
        {
            return Refuse($"{field}.start_time", NoTime(range.StartTime));
        }

        if (ReadTime(range.EndTime) is not { } end)
        {
            return Refuse($"{field}.end_time", NoTime(range.EndTime));
        }

        return start < end
            ? [new NumberRange(start, end - 1)]
            : Refuse(field, $"start_time {range.StartTime} must be before end_time {range.EndTime}; a night has two ranges, one up to 24:00 and one from 00:00");
    }

    private static string NoTime(string text) => $"'{text}' is no time from 00:00 to 24:00";

    private static int? ReadTime(string text) =>
        text.Length == 5 && text[2] == ':'
            && int.TryParse(text.AsSpan(0, 2), NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
            && int.TryParse(text.AsSpan(3), NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
            && minutes < 60 && (hours * 60) + minutes <= MinutesOfDay
        ? (hours * 60) + minutes
        : null;

    private ImmutableArray<NumberRange> ReadRange(string field, string text, Func<string, (int Number, string? Problem)> read)
    {
        var parts = text.Split(':');
        if (parts.Length > 2)
        {
            return Refuse(field, $"'{text}' is neither one value nor a range of two with ':' between them");
        }

        var ends = parts.Select(part => read(part.Trim())).ToList();
        if (ends.FirstOrDefault(end => end.Problem is not null).Problem is { } problem)
        {
            return Refuse(field, problem);
        }

        var range = new NumberRange(ends[0].Number, ends[^1].Number);
        return range switch
        {
            { Begin: < 0, End: > 0 } => Refuse(field, $"'{text}': the end must count from the end of the month as well when the start does"),
            { Begin: > 0, End: < 0 } => [range],
            _ when range.Begin > range.End => Refuse(field, $"'{text}': the start comes after the end"),
            _ => [range],
        };
    }

    private static (int Number, string? Problem) ReadWeekday(string text) =>
        Array.FindIndex(Weekdays, day => day.Equals(text, StringComparison.OrdinalIgnoreCase)) is >= 0 and var day
            ? (day, null)
            : (0, $"'{text}' is no day of the week; write it in full, such as monday");

    private static (int Number, string? Problem) ReadDay(string text) =>
        TryReadNumber(text, out var day) && day is (>= -31 and <= -1) or (>= 1 and <= 31) ? (day, null) : (0, $"'{text}' is no day of a month: 1 to 31, or -1 to -31 counted from its end");

    private static (int Number, string? Problem) ReadMonth(string text)
    {
        if (Array.FindIndex(Months, month => month.Equals(text, StringComparison.OrdinalIgnoreCase)) is >= 0 and var named)
        {
            return (named + 1, null);
        }

        return TryReadNumber(text, out var month) && month is >= 1 and <= 12 ? (month, null) : (0, $"'{text}' is no month: 1 to 12 or a name in full, such as january");
    }

    private static (int Number, string? Problem) ReadYear(string text) =>
        TryReadNumber(text, out var year) && year is >= 1 and <= 9999 ? (year, null) : (0, $"'{text}' is no year");

    private static bool TryReadNumber(string text, out int number) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    private DateTimeZone ReadZone(string? location)
    {
        if (string.IsNullOrEmpty(location))
        {
            return DateTimeZone.Utc;
        }

        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(location) is { } zone)
        {
            return zone;
        }

        Refuse("location", $"'{location}' is no zone of the time-zone database, such as Europe/Berlin");
        return DateTimeZone.Utc;
    }

    private ImmutableArray<NumberRange> Refuse(string field, string message)
    {
        problems.Add(new ConfigurationProblem($"{place}.{field}", message));
        return [];
    }
}
