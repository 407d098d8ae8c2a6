using System.Buffers;
using System.Globalization;

namespace Monitoring.ErrorTracking.Events.Reading;

/// <summary>The rules for the names by which events are filtered: release, distribution, environment, logger.</summary>
internal static class EventNames
{
    private const int LoggerLength = 64;

    private static readonly SearchValues<char> DistributionCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_.-");

    public static string? Release(string? text, EventScope scope) =>
        Check("release", text, scope, Limits.Transaction, static release =>
            release is "." or ".." || release.Equals("latest", StringComparison.OrdinalIgnoreCase) || release.AsSpan().ContainsAny('/', '\\') || release.Any(char.IsControl));

    public static string? Distribution(string? text, EventScope scope) =>
        Check("dist", text, scope, Limits.ShortName, static distribution => distribution.AsSpan().ContainsAnyExcept(DistributionCharacters));

    public static string? Environment(string? text, EventScope scope) =>
        Check("environment", text, scope, Limits.ShortName, static environment =>
            environment is "." or ".." || environment.Equals("none", StringComparison.OrdinalIgnoreCase) || environment.AsSpan().ContainsAny("/\r\n\f"));

    /// <summary>A logger that is too long loses its first parts, as the last one names the class.</summary>
    public static string? Logger(string? text, EventScope scope)
    {
        var logger = Check("logger", text, scope, Limits.Unbounded, static logger => logger.AsSpan().ContainsAny('\r', '\n'));
        if (logger is null || logger.Length <= LoggerLength)
        {
            return logger;
        }

        scope.Report("logger", EventProblemCodes.ValueTooLong, string.Create(CultureInfo.InvariantCulture, $"longer than {LoggerLength} characters"));
        var start = logger.Length - LoggerLength + 1;
        var dot = logger.IndexOf('.', start);
        start = dot > 0 && dot < logger.Length - 1 ? dot : start;
        start += char.IsLowSurrogate(logger[start]) ? 1 : 0;
        return string.Concat("*", logger.AsSpan(start));
    }

    private static string? Check(string field, string? text, EventScope scope, TextLimit limit, Func<string, bool> isInvalid)
    {
        var name = text?.Trim();
        if (string.IsNullOrEmpty(name))
        {
            return null;
        }

        name = scope.Cut(field, name, limit);
        if (!isInvalid(name))
        {
            return name;
        }

        scope.Report(field, EventProblemCodes.InvalidData, "not a name that may be used");
        return null;
    }
}
