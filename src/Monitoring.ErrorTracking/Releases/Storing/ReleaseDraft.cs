using System.Collections.Immutable;
using Monitoring.Storage.Documents;

namespace Monitoring.ErrorTracking.Releases.Storing;

/// <summary>A release as it is to be, with what is committed beside it.</summary>
internal sealed record ReleaseDraft(Release Release)
{
    public ImmutableArray<DocumentPut> Puts { get; init; } = [];

    public ImmutableArray<SignalEntry> Signals { get; init; } = [];
}
