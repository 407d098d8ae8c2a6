using System.ComponentModel;
using Monitoring.ErrorTracking.Logs;

namespace Monitoring.AspNetCore.Api.Logs;

[Description("How many log records of a level there were in an hour or a day.")]
internal sealed record LogCountDocument
{
    public required DateTimeOffset Start { get; init; }

    [Description("trace, debug, info, warn, error, fatal or other.")]
    public required string Level { get; init; }

    public required long Count { get; init; }

    [Description("How many bytes of JSON they had.")]
    public required long Bytes { get; init; }

    public static LogCountDocument Of(LogCount count) => new() { Start = count.Start, Level = count.Level, Count = count.Count, Bytes = count.Bytes };
}
