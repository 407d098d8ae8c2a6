using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.Scrubbing.Selectors;

/// <summary>A selector as it was read.</summary>
internal abstract record Selector
{
    /// <summary>Values whose path ends as the parts say.</summary>
    public sealed record Path(ImmutableArray<SelectorPart> Parts) : Selector;

    /// <summary>Values that are chosen by all.</summary>
    public sealed record And(ImmutableArray<Selector> Parts) : Selector;

    /// <summary>Values that are chosen by one at least.</summary>
    public sealed record Or(ImmutableArray<Selector> Parts) : Selector;

    /// <summary>Values that are not chosen.</summary>
    public sealed record Not(Selector Part) : Selector;

    /// <summary>Whether it is a path that leads to every text, so that names of fields are meant, too.</summary>
    public bool IsEverywhere => this is Path { Parts: [{ IsDeep: true } or { Kind: ValueKinds.String }] };
}
