using System.Collections.Immutable;
using Monitoring.Storage.Documents;

namespace Monitoring.Testing.Models;

/// <summary>A call of the document store that the model explains. The subtypes are all there are.</summary>
internal abstract record DocumentCommand
{
    private DocumentCommand()
    {
    }

    public sealed record Commit(DocumentCommit Value) : DocumentCommand;

    public sealed record Claim(string Kind, int Max, TimeSpan LeaseFor) : DocumentCommand;

    public sealed record Acquire(string Name, string Owner, TimeSpan LeaseFor) : DocumentCommand;

    public sealed record Release(Lease Lease) : DocumentCommand;

    /// <summary>Reads all pages. Keys in <paramref name="Disturbed"/> are those that commits at the same time touch: they may come and go between two pages.</summary>
    public sealed record Query(DocumentQuery Value, ImmutableHashSet<string> Disturbed) : DocumentCommand;

    /// <summary>Trims so many of the signals that are there.</summary>
    public sealed record Trim(int Count) : DocumentCommand;
}
