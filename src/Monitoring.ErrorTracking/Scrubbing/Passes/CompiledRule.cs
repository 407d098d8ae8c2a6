using System.Collections.Immutable;
using Monitoring.ErrorTracking.Scrubbing.Patterns;

namespace Monitoring.ErrorTracking.Scrubbing.Passes;

/// <summary>A rule, ready to be used on texts.</summary>
internal sealed record CompiledRule
{
    /// <summary>The name of the rule in remarks.</summary>
    public required string Id { get; init; }

    public required ScrubMethod Method { get; init; }

    public required ScrubType Type { get; init; }

    public required ImmutableArray<ITextFinder> Finders { get; init; }

    /// <summary>What <see cref="ScrubMethod.Replace"/> puts in place of what was found.</summary>
    public required string Replacement { get; init; }

    public char RemarkKind => Method switch
    {
        ScrubMethod.Remove => 'x',
        ScrubMethod.Mask => 'm',
        ScrubMethod.Hash => 'p',
        _ => 's',
    };

    public bool MayFind(TextSigns signs)
    {
        foreach (var finder in Finders)
        {
            if (finder.MayFind(signs))
            {
                return true;
            }
        }

        return Type == ScrubType.Anything;
    }
}
