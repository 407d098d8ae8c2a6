using Monitoring.ErrorTracking.Grouping.Settings;
using Monitoring.ErrorTracking.SourceMaps.Symbolication;
using Monitoring.Projects;

namespace Monitoring.ErrorTracking.Ingest;

/// <summary>A sender that was let in.</summary>
internal sealed record Sender
{
    public required ClientKey Key { get; init; }

    /// <summary>The SDK as it names itself with the key, such as <c>sentry.python/2.68.0</c>.</summary>
    public string? Client { get; init; }

    /// <summary>The address that it came from. Personal data.</summary>
    public string? RemoteAddress { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>How the events of its project are grouped.</summary>
    public required ProjectGrouping Grouping { get; init; }

    /// <summary>The source maps that were found for its events; <see langword="null"/> when there are none.</summary>
    public SymbolSet? Symbols { get; init; }
}
