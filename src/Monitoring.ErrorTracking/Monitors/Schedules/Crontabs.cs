using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Cronos;

namespace Monitoring.ErrorTracking.Monitors.Schedules;

/// <summary>Reads crontabs.</summary>
internal static class Crontabs
{
    /// <summary>The longest crontab, in characters.</summary>
    public const int MaxLength = 256;

    private const int StandardFields = 5;

    private static readonly string[] Macros = ["@hourly", "@daily", "@midnight", "@weekly", "@monthly", "@yearly", "@annually"];

    /// <summary>Reads a crontab.</summary>
    /// <param name="text">Five fields, six with one second in front, or a macro.</param>
    /// <param name="expression">The crontab.</param>
    /// <param name="fault">What is wrong, with the field.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out CronExpression? expression, [NotNullWhen(false)] out string? fault)
    {
        expression = null;
        if (string.IsNullOrWhiteSpace(text) || text.Length > MaxLength)
        {
            fault = $"schedule.value: must be a crontab of 1 to {MaxLength} characters.";
            return false;
        }

        var fields = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        fault = FindFault(fields);
        return fault is null && TryParse(fields, out expression, out fault);
    }

    private static string? FindFault(string[] fields)
    {
        if (fields[0][0] == '@')
        {
            return fields.Length == 1 && Macros.Contains(fields[0], StringComparer.OrdinalIgnoreCase)
                ? null
                : $"schedule.value: a macro must be one of {string.Join(", ", Macros)}.";
        }

        if (fields.Length is not (StandardFields or StandardFields + 1))
        {
            return $"schedule.value: a crontab has five fields (minute, hour, day, month, weekday), or six with the second in front; this one has {fields.Length}.";
        }

        // More than one second would be more than one run a minute.
        return fields.Length == StandardFields || (byte.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out var second) && second < 60)
            ? null
            : "schedule.value: the second, in front of a crontab of six fields, must be one number from 0 to 59.";
    }

    private static bool TryParse(string[] fields, [NotNullWhen(true)] out CronExpression? expression, [NotNullWhen(false)] out string? fault)
    {
        fault = null;
        try
        {
            var format = fields.Length > StandardFields ? CronFormat.IncludeSeconds : CronFormat.Standard;
            expression = CronExpression.Parse(string.Join(' ', fields), format);
            return true;
        }
        catch (Exception exception) when (exception is CronFormatException or MissingSeedException)
        {
            expression = null;
            fault = $"schedule.value: {Reason(exception)}";
            return false;
        }
    }

    /// <summary>The parser's reason, which begins with the field, as in <c>Minutes: Value must be ...</c>.</summary>
    private static string Reason(Exception exception)
    {
        const string prefix = "The given cron expression has an invalid format. ";
        return exception is MissingSeedException ? "the letter H is not known here."
            : exception.Message.StartsWith(prefix, StringComparison.Ordinal) ? exception.Message[prefix.Length..]
            : exception.Message;
    }
}
