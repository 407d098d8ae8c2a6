using System.ComponentModel;
using Monitoring.Storage.Errors;

namespace Monitoring.AspNetCore.Api.Issues;

internal sealed record SeriesPointDocument
{
    [Description("The beginning of the hour or day.")]
    public required DateTimeOffset Start { get; init; }

    [Description("How many events happened in it.")]
    public required long Count { get; init; }

    public static SeriesPointDocument Of(SeriesPoint point) => new() { Start = point.Start, Count = point.Count };
}
