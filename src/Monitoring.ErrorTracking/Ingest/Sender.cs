using System.Collections.Frozen;
using Monitoring.ErrorTracking.Filters.Matching;
using Monitoring.ErrorTracking.Grouping.Settings;
using Monitoring.ErrorTracking.Quotas.Counting;
using Monitoring.ErrorTracking.Sampling.Deciding;
using Monitoring.ErrorTracking.Scrubbing.Passes;
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

    /// <summary>
    /// What takes secrets and personal data out of what its project's senders send. Nothing of an item's content may be stored, logged or signalled
    /// before it has been through this.
    /// </summary>
    public required Scrubber Scrubber { get; init; }

    /// <summary>How much may be sent with its key and to its project.</summary>
    public required ProjectQuota Quota { get; init; }

    /// <summary>What of it is dropped.</summary>
    public required CompiledFilters Filters { get; init; }

    /// <summary>Of which of its events the payload is kept.</summary>
    public required ProjectSampler Sampler { get; init; }

    /// <summary>How the events of its project are grouped.</summary>
    public required ProjectGrouping Grouping { get; init; }

    /// <summary>The hashes whose events its project drops.</summary>
    public FrozenSet<GroupingHash> Discarded { get; init; } = [];

    /// <summary>The source maps that were found for its events; <see langword="null"/> when there are none.</summary>
    public SymbolSet? Symbols { get; init; }
}
